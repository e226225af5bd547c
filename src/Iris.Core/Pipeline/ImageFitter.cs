using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Routing;
using Iris.Core.Wire;

namespace Iris.Core.Pipeline;

/// <summary>Step 6: carries out a candidate's plans. The original images are never changed, so the next candidate begins from them anew.</summary>
public sealed class ImageFitter(IPixelWorkers workers)
{
    // More at once would only fill the queue before the workers, which other requests share.
    private static readonly int AtOnce = Math.Max(1, Environment.ProcessorCount);

    /// <summary>Fits every image; what touches pixels runs a few at a time.</summary>
    /// <param name="call">Located; holds room for what is made as long as it lives.</param>
    /// <param name="candidate">Planned for its images.</param>
    /// <param name="demand">What they were planned for: what a worker makes is measured against it once more.</param>
    /// <param name="cancellationToken">The caller's patience.</param>
    /// <returns>One for each image, or the first error with the part's path.</returns>
    public ValueTask<Outcome<FittedImages>> FitAsync(GatewayCall call, Candidate candidate, FitDemand demand, CancellationToken cancellationToken)
    {
        var images = call.Images!.Images;
        var fitted = new FittedImages(new OutgoingImage[images.Count], new ImageSide?[images.Count]);
        var rewrites = 0;
        for (var i = 0; i < images.Count; i++)
        {
            if (candidate.Plans[i] is RewritePlan)
            {
                rewrites++;
            }
            else
            {
                (fitted.Outgoing[i], fitted.Results[i]) = WithoutPixels(images[i], candidate.Plans[i]);
            }
        }

        return rewrites == 0 ? ValueTask.FromResult<Outcome<FittedImages>>(fitted) : RewriteAllAsync(call, candidate.Plans, demand, fitted, cancellationToken);
    }

    private static (OutgoingImage Outgoing, ImageSide? Result) WithoutPixels(LocatedImage image, FitPlan plan)
    {
        if (plan is LinkPlan link)
        {
            return (new LinkedImage(link.Url, image.IsCanonicalOnWire), null);
        }

        var facts = image.Facts!.Value;
        var type = facts.Format.MediaType();
        if (plan is not StripPlan || image.WithoutMetadata is not { } stripped || ReferenceEquals(stripped.Bytes, image.Bytes))
        {
            return (new InlineImage(image.Bytes!, type, image.IsCanonicalOnWire), null);
        }

        var side = new ImageSide(facts.Format, facts.UprightWidth, facts.UprightHeight, stripped.Bytes.Length);
        return (new InlineImage(stripped.Bytes, type, AsReceived: false), side);
    }

    private async ValueTask<Outcome<FittedImages>> RewriteAllAsync(
        GatewayCall call,
        IReadOnlyList<FitPlan> plans,
        FitDemand demand,
        FittedImages fitted,
        CancellationToken cancellationToken)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        GatewayError? first = null;
        await Parallel.ForAsync(0, plans.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            if (plans[i] is not RewritePlan plan || others.IsCancellationRequested)
            {
                return;
            }

            var image = call.Images!.Images[i];
            var outcome = await RewriteAsync(image, plan.Target, others.Token);
            var error = outcome.TryGet(out var made, out var failed) ? Keep(call, i, made, demand, fitted) : ImageLocator.At(image.Block, failed);
            if (error is not null && Interlocked.CompareExchange(ref first, error, null) is null)
            {
                await others.CancelAsync();
            }
        });

        cancellationToken.ThrowIfCancellationRequested();
        return first is null ? fitted : first;
    }

    /// <returns>Null when it may be sent.</returns>
    private static GatewayError? Keep(GatewayCall call, int index, RewrittenImage made, FitDemand demand, FittedImages fitted)
    {
        var images = call.Images!.Images;
        var side = new ImageSide(made.Format, made.Width, made.Height, made.Bytes.Length);
        if (FitCheck.Result(images[index], side, demand, images.Count) is { } error)
        {
            return error;
        }

        if (!call.TryHold(made.Bytes.Length))
        {
            return ImageLocator.At(images[index].Block, GatewayError.Overloaded);
        }

        fitted.Outgoing[index] = new InlineImage(new MemoryByteSource(made.Bytes), made.Format.MediaType(), AsReceived: false);
        fitted.Results[index] = side;
        return null;
    }

    private async ValueTask<Outcome<RewrittenImage>> RewriteAsync(LocatedImage image, RewriteTarget target, CancellationToken cancellationToken)
    {
        try
        {
            return await workers.RewriteAsync(image.Bytes!, image.Facts!.Value, target, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Another image has failed, or the caller left: the method above tells which.
            return new GatewayError(ErrorReason.ClientClosed, "The image was not needed any more.");
        }
    }
}
