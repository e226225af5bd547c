using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Routing;
using Iris.Core.Wire;

namespace Iris.Core.Pipeline;

/// <summary>Step 6: carries out a candidate's plans. The original images are never changed, so the next candidate begins from them anew.</summary>
public sealed class ImageFitter(IPixelWorkers workers)
{
    /// <summary>Fits every image.</summary>
    public async ValueTask<Outcome<IReadOnlyList<OutgoingImage>>> FitAsync(LocatedImages images, Candidate candidate, CancellationToken cancellationToken)
    {
        var fitted = new OutgoingImage[images.Images.Count];
        for (var i = 0; i < fitted.Length; i++)
        {
            var image = images.Images[i];
            var outcome = await FitAsync(image, candidate.Plans[i], cancellationToken);
            if (!outcome.TryGet(out var outgoing, out var error))
            {
                return error with { Param = image.Block.Path };
            }

            fitted[i] = outgoing;
        }

        return fitted;
    }

    private async ValueTask<Outcome<OutgoingImage>> FitAsync(LocatedImage image, FitPlan plan, CancellationToken cancellationToken)
    {
        switch (plan)
        {
            case RewritePlan rewrite:
                var outcome = await workers.RewriteAsync(image.Bytes!, image.Facts!.Value, rewrite.Target, cancellationToken);
                return outcome.TryGet(out var rewritten, out var error)
                    ? new InlineImage(new MemoryByteSource(rewritten.Bytes), rewritten.Format.MediaType(), AsReceived: false)
                    : error;
            case LinkPlan link:
                return new LinkedImage(link.Url, image.IsCanonicalOnWire);
            default:
                return new InlineImage(image.Bytes!, image.Facts!.Value.Format.MediaType(), image.IsCanonicalOnWire);
        }
    }
}
