using Iris.Core.Images;
using Iris.Core.Images.Metadata;
using Iris.Core.Model;
using Iris.Core.Routing;
using Iris.Core.Wire;

namespace Iris.Core.Pipeline;

/// <summary>Step 6: carries out a candidate's plans. The original images are never changed, so the next candidate begins from them anew.</summary>
public sealed class ImageFitter(IPixelWorkers workers)
{
    private const int FallbackQuality = 90;

    // More at once would only fill the queue before the workers, which other requests share.
    private static readonly int AtOnce = Math.Max(1, Environment.ProcessorCount);

    /// <summary>Fits every image; what touches pixels runs a few at a time.</summary>
    /// <returns>One for each image, or the first error with the part's path.</returns>
    public ValueTask<Outcome<FittedImages>> FitAsync(IReadOnlyList<LocatedImage> images, Candidate candidate, CancellationToken cancellationToken)
    {
        var outgoing = new OutgoingImage[images.Count];
        var results = new ImageSide?[images.Count];
        RewriteTarget?[]? targets = null;
        for (var i = 0; i < outgoing.Length; i++)
        {
            if (WithoutPixels(images[i], candidate.Plans[i], out var target) is { } done)
            {
                (outgoing[i], results[i]) = done;
            }
            else
            {
                (targets ??= new RewriteTarget?[images.Count])[i] = target;
            }
        }

        return targets is null
            ? ValueTask.FromResult<Outcome<FittedImages>>(new FittedImages(outgoing, results))
            : RewriteAllAsync(images, targets, outgoing, results, cancellationToken);
    }

    /// <returns>Null when pixels have to be touched: then the target says how.</returns>
    private static (OutgoingImage Outgoing, ImageSide? Result)? WithoutPixels(LocatedImage image, FitPlan plan, out RewriteTarget? target)
    {
        target = null;
        switch (plan)
        {
            case LinkPlan link:
                return (new LinkedImage(link.Url, image.IsCanonicalOnWire), null);
            case RewritePlan rewrite:
                target = rewrite.Target;
                return null;
            case StripPlan:
                return Strip(image, image.Facts!.Value, out target);
            default:
                return (new InlineImage(image.Bytes!, image.Facts!.Value.Format.MediaType(), image.IsCanonicalOnWire), null);
        }
    }

    private static (OutgoingImage Outgoing, ImageSide? Result)? Strip(LocatedImage image, in ImageFacts facts, out RewriteTarget? target)
    {
        target = null;
        if (MetadataStripper.Strip(image.Bytes!, facts) is { } stripped)
        {
            var side = new ImageSide(facts.Format, facts.UprightWidth, facts.UprightHeight, stripped.Bytes.Length);
            return (new InlineImage(stripped.Bytes, facts.Format.MediaType(), AsReceived: false), side);
        }

        // Too odd a file to be cut: written anew in its own size, it loses its metadata as well.
        var format = facts.Format == ImageFormat.Gif ? ImageFormat.Png : facts.Format;
        target = new RewriteTarget(format, facts.UprightWidth, facts.UprightHeight, FallbackQuality, null);
        return null;
    }

    private async ValueTask<Outcome<FittedImages>> RewriteAllAsync(
        IReadOnlyList<LocatedImage> images,
        RewriteTarget?[] targets,
        OutgoingImage[] outgoing,
        ImageSide?[] results,
        CancellationToken cancellationToken)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        GatewayError? first = null;
        await Parallel.ForAsync(0, outgoing.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            if (targets[i] is not { } target || others.IsCancellationRequested)
            {
                return;
            }

            var outcome = await RewriteAsync(images[i], target, others.Token);
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
