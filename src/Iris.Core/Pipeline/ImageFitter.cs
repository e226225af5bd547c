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
    /// <returns>One for each image, or the first error with the part's path.</returns>
    public ValueTask<Outcome<FittedImages>> FitAsync(IReadOnlyList<LocatedImage> images, Candidate candidate, CancellationToken cancellationToken)
    {
        var outgoing = new OutgoingImage[images.Count];
        var results = new ImageSide?[images.Count];
        var rewrites = 0;
        for (var i = 0; i < outgoing.Length; i++)
        {
            if (candidate.Plans[i] is RewritePlan)
            {
                rewrites++;
            }
            else
            {
                (outgoing[i], results[i]) = WithoutPixels(images[i], candidate.Plans[i]);
            }
        }

        return rewrites == 0
            ? ValueTask.FromResult<Outcome<FittedImages>>(new FittedImages(outgoing, results))
            : RewriteAllAsync(images, candidate.Plans, outgoing, results, cancellationToken);
    }

    private static (OutgoingImage Outgoing, ImageSide? Result) WithoutPixels(LocatedImage image, FitPlan plan)
    {
        if (plan is LinkPlan link)
        {
            return (new LinkedImage(link.Url, image.IsCanonicalOnWire), null);
        }

        var facts = image.Facts!.Value;
        var type = facts.Format.MediaType();
        return (new InlineImage(image.Bytes!, type, image.IsCanonicalOnWire), null);
    }

    private async ValueTask<Outcome<FittedImages>> RewriteAllAsync(
        IReadOnlyList<LocatedImage> images,
        IReadOnlyList<FitPlan> plans,
        OutgoingImage[] outgoing,
        ImageSide?[] results,
        CancellationToken cancellationToken)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        GatewayError? first = null;
        await Parallel.ForAsync(0, outgoing.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            if (plans[i] is not RewritePlan plan || others.IsCancellationRequested)
            {
                return;
            }

            var outcome = await RewriteAsync(images[i], plan.Target, others.Token);
            if (outcome.TryGet(out var made, out var error))
            {
                outgoing[i] = new InlineImage(new MemoryByteSource(made.Bytes), made.Format.MediaType(), AsReceived: false);
                results[i] = new ImageSide(made.Format, made.Width, made.Height, made.Bytes.Length);
            }
            else if (Interlocked.CompareExchange(ref first, ImageLocator.At(images[i].Block, error), null) is null)
            {
                await others.CancelAsync();
            }
        });

        cancellationToken.ThrowIfCancellationRequested();
        return first is null ? new FittedImages(outgoing, results) : first;
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
