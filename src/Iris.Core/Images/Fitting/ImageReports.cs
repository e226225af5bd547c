using Iris.Core.Images.Tokens;
using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>Says what was, or would be, done to an image. Pure; safe for concurrent use.</summary>
public static class ImageReports
{
    /// <summary>The reports of all images of a request for one endpoint.</summary>
    /// <param name="images">As they came.</param>
    /// <param name="plans">What was decided, in the same order.</param>
    /// <param name="demand">For what.</param>
    /// <param name="results">What came out of each that was changed, in the same order; null while nothing is made.</param>
    public static IReadOnlyList<ImageReport> All(IReadOnlyList<LocatedImage> images, IReadOnlyList<FitPlan> plans, FitDemand demand, IReadOnlyList<ImageSide?>? results)
    {
        if (images.Count == 0)
        {
            return [];
        }

        var reports = new ImageReport[images.Count];
        for (var i = 0; i < reports.Length; i++)
        {
            reports[i] = Of(images[i], plans[i], demand, results?[i]);
        }

        return reports;
    }

    /// <summary>The report of one image for one endpoint.</summary>
    /// <param name="image">As it came.</param>
    /// <param name="plan">What was decided.</param>
    /// <param name="demand">For what.</param>
    /// <param name="result">What came out, or null while it is not made: then the size is worked out and the bytes are unknown.</param>
    public static ImageReport Of(LocatedImage image, FitPlan plan, FitDemand demand, ImageSide? result)
    {
        var detail = demand.Detail ?? image.Block.Detail;
        var steps = FitSteps.Of(image, plan, result);
        if (image.Facts is not { } facts)
        {
            var most = ImageTokens.Most(demand.TokenFormula, detail);
            return new ImageReport(image.Block.Path, From: null, To: null, steps, most, most);
        }

        var size = ImageSize.Of(facts);
        var original = new ImageSide(facts.Format, size.Width, size.Height, facts.Bytes);
        var to = result ?? Predicted(original, size, plan);
        return new ImageReport(image.Block.Path, original, to, steps, Count(original, demand, detail), Count(to, demand, detail));
    }

    /// <summary>Tokens of one image as it is planned to be sent; the most that any image can cost when only its URL is known.</summary>
    public static ImageTokenCount TokensAfter(LocatedImage image, FitPlan plan, FitDemand demand)
    {
        var detail = demand.Detail ?? image.Block.Detail;
        if (image.Facts is not { } facts)
        {
            return ImageTokens.Most(demand.TokenFormula, detail);
        }

        var size = ImageSize.Of(facts);
        var sent = plan is RewritePlan { Target: var target } ? size.FittedInto(target.Width, target.Height) : size;
        return ImageTokens.Count(demand.TokenFormula, sent.Width, sent.Height, detail);
    }

    private static ImageSide Predicted(ImageSide original, ImageSize size, FitPlan plan)
    {
        if (plan is not RewritePlan { Target: var target })
        {
            return plan is StripPlan ? original with { Bytes = null } : original;
        }

        var fitted = size.FittedInto(target.Width, target.Height);
        return new ImageSide(target.Format, fitted.Width, fitted.Height, Bytes: null);
    }

    private static ImageTokenCount Count(ImageSide side, FitDemand demand, ImageDetail detail)
        => ImageTokens.Count(demand.TokenFormula, side.Width, side.Height, detail);
}
