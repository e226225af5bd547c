using Iris.Core.Images.Fitting;
using Iris.Core.Images.Tokens;
using Iris.Core.Model;

namespace Iris.Core.Images;

/// <summary>Decides what has to happen to images so that an endpoint takes them. Pure: no I/O, no decode.</summary>
/// <remarks>Safe for concurrent use. Allocates nothing while every image can be kept.</remarks>
public static class FitPlanner
{
    /// <summary>Plans all images of a request, history and tool results included.</summary>
    /// <param name="images">Located images in the request's order.</param>
    /// <param name="demand">What they have to fit.</param>
    /// <returns>One plan for each image (a shared list when all are kept), or the first error with the part's path.</returns>
    public static Outcome<IReadOnlyList<FitPlan>> PlanAll(IReadOnlyList<LocatedImage> images, FitDemand demand)
    {
        if (demand.Limits.MaxImages is { } most && images.Count > most)
        {
            return FitErrors.TooManyImages(images, most, demand.Limits);
        }

        var rules = new FitRules(demand, images.Count);
        FitPlan[]? plans = null;
        for (var i = 0; i < images.Count; i++)
        {
            if (!Plan(images[i], rules).TryGet(out var plan, out var error))
            {
                return error;
            }

            if (!ReferenceEquals(plan, FitPlan.Keep))
            {
                plans ??= KeptPlans.Copy(images.Count);
                plans[i] = plan;
            }
        }

        return RequestBytes.Share(images, ref plans, rules) is { } tooMuch
            ? tooMuch
            : Outcome<IReadOnlyList<FitPlan>>.Of(plans ?? KeptPlans.Of(images.Count));
    }

    /// <summary>Plans a request of one image.</summary>
    /// <returns>The plan, or an error with the part's path, the limit and the value.</returns>
    public static Outcome<FitPlan> Plan(LocatedImage image, FitDemand demand)
        => PlanAll([image], demand).TryGet(out var plans, out var error) ? plans[0] : error;

    private static Outcome<FitPlan> Plan(LocatedImage image, in FitRules rules)
    {
        if (image.Facts is not { } facts)
        {
            return Link(image, rules);
        }

        if (LimitCheck.Shape(image, facts, rules) is { } unfit)
        {
            return unfit;
        }

        var broken = LimitCheck.Broken(image, facts, rules);
        var reasons = rules.IsStrict ? broken : new FitReasons(broken.Bits | LimitCheck.Unsure(facts, rules.Limits).Bits);

        // What no limit demands is not worth a refusal: such an image goes out as it came.
        if (broken.Any || (reasons.Any && rules.CannotDecode(facts.Format) is null))
        {
            return rules.IsStrict ? FitErrors.Broken(reasons.First, image, facts, rules) : ImageRewrite.Plan(image, reasons, rules);
        }

        return rules.Demand.StripMetadata && MayHoldMetadata(facts) ? Strip(image, facts, rules) : FitPlan.Keep;
    }

    private static Outcome<FitPlan> Link(LocatedImage image, in FitRules rules)
    {
        if (image.Url is not { } url || !rules.Demand.PassesUrls)
        {
            return FitErrors.NeedsInline(image);
        }

        // Nobody can shrink what only the provider will see, so the promise of the cap would be a guess.
        var most = rules.Demand.MaxTokensPerImage is null ? 0 : ImageTokens.Most(rules.Demand.TokenFormula, rules.DetailOf(image)).Tokens;
        return most > rules.Demand.MaxTokensPerImage ? FitErrors.UnknownTokens(image, most, rules) : new LinkPlan(url);
    }

    /// <summary>A second JPEG behind the first is not always seen in the headers, so each one is walked through.</summary>
    private static bool MayHoldMetadata(in ImageFacts facts) => facts.HasMetadata || facts.Format == ImageFormat.Jpeg;

    private static Outcome<FitPlan> Strip(LocatedImage image, in ImageFacts facts, in FitRules rules)
        => image.WithoutMetadata is { } stripped ? (ReferenceEquals(stripped.Bytes, image.Bytes) ? FitPlan.Keep : FitPlan.Strip)
            : !facts.HasMetadata ? FitPlan.Keep
            : rules.IsStrict ? FitErrors.CannotStrip(image, facts, rules)
            : ImageRewrite.Plan(image, default(FitReasons).With(FitReason.Metadata), rules);
}
