using Iris.Core.Images;
using Iris.Core.Images.Metadata;
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
    /// <param name="cancellationToken">The caller's patience.</param>
    /// <returns>One for each image, or the first error with the part's path.</returns>
    public ValueTask<Outcome<FittedImages>> FitAsync(GatewayCall call, Candidate candidate, CancellationToken cancellationToken)
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

        return rewrites == 0 ? ValueTask.FromResult<Outcome<FittedImages>>(fitted) : RewriteAllAsync(call, candidate.Plans, fitted, cancellationToken);
    }

    private static (OutgoingImage Outgoing, ImageSide? Result) WithoutPixels(LocatedImage image, FitPlan plan)
    {
        if (plan is LinkPlan link)
        {
            return (new LinkedImage(link.Url, image.IsCanonicalOnWire), null);
        }

        var facts = image.Facts!.Value;
        var type = facts.Format.MediaType();
        if (plan is not StripPlan || MetadataStripper.Strip(image.Bytes!, facts) is not { } stripped || ReferenceEquals(stripped.Bytes, image.Bytes))
        {
            return (new InlineImage(image.Bytes!, type, image.IsCanonicalOnWire), null);
        }

        var side = new ImageSide(facts.Format, facts.UprightWidth, facts.UprightHeight, stripped.Bytes.Length);
        return (new InlineImage(stripped.Bytes, type, AsReceived: false), side);
    }

    private async ValueTask<Outcome<FittedImages>> RewriteAllAsync(GatewayCall call, IReadOnlyList<FitPlan> plans, FittedImages fitted, CancellationToken cancellationToken)
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
            if (outcome.TryGet(out var made, out var error) && call.TryHold(made.Bytes.Length))
            {
                fitted.Outgoing[i] = new InlineImage(new MemoryByteSource(made.Bytes), made.Format.MediaType(), AsReceived: false);
                fitted.Results[i] = new ImageSide(made.Format, made.Width, made.Height, made.Bytes.Length);
            }
            else if (Interlocked.CompareExchange(ref first, ImageLocator.At(image.Block, error ?? GatewayError.Overloaded), null) is null)
            {
                await others.CancelAsync();
            }
        });

        cancellationToken.ThrowIfCancellationRequested();
        return first is null ? fitted : first;
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
