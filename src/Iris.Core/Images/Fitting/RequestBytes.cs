using System.Text;
using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>Shares the bytes that a request may have among its images: the smaller ones stay as they are, the larger ones are cut to one level.</summary>
internal static class RequestBytes
{
    /// <summary>Bytes of one image below which nothing can be seen; less is refused.</summary>
    public const int LeastShare = 2_048;

    /// <summary>What an image needs in the body besides its base64 or its URL: the part's members, the data URL's head.</summary>
    private const int PartBytes = 96;

    /// <summary>Replaces plans so that the request stays inside its limits.</summary>
    /// <param name="images">All images.</param>
    /// <param name="plans">One for each, or null while all are kept; made when the first changes.</param>
    /// <param name="rules">What holds.</param>
    /// <returns>Null when all is well.</returns>
    public static GatewayError? Share(IReadOnlyList<LocatedImage> images, ref FitPlan[]? plans, in FitRules rules)
    {
        var limits = rules.Limits;
        if (limits.MaxTotalBytes is { } total
            && Share(images, ref plans, rules, new ByteBudget(limits.Measure, total, total, IsWholeRequest: false)) is { } tooMuch)
        {
            return tooMuch;
        }

        return limits.MaxRequestBytes is { } most
            ? Share(images, ref plans, rules, new ByteBudget(ByteMeasure.Base64, most, most - rules.Demand.OtherBytes - BesideImages(images), IsWholeRequest: true))
            : null;
    }

    private static GatewayError? Share(IReadOnlyList<LocatedImage> images, ref FitPlan[]? plans, in FitRules rules, in ByteBudget budget)
    {
        if (Sum(images, plans, budget, expectsWorst: true) <= budget.Available || InlineImages(images) == 0)
        {
            return null;
        }

        var sum = Sum(images, plans, budget, expectsWorst: false);
        if (rules.IsStrict)
        {
            return sum <= budget.Available ? null : FitErrors.TooMuchTogether(Largest(images), budget, rules, sum);
        }

        plans ??= KeptPlans.Copy(images.Count);
        return sum > budget.Available && CutKept(images, plans, rules, budget) is { } error
            ? error
            : CutRewritten(images, plans, rules, budget);
    }

    /// <summary>Images that could stay as they are, but are above the level, are rewritten.</summary>
    private static GatewayError? CutKept(IReadOnlyList<LocatedImage> images, FitPlan[] plans, in FitRules rules, in ByteBudget budget)
    {
        var level = Level(images, plans, budget, rewrittenOnly: false);
        var share = Measured.BytesWithin(budget.Measure, level);
        if (share < LeastShare)
        {
            return FitErrors.TooMuchTogether(Largest(images), budget, rules, Sum(images, plans, budget, expectsWorst: false));
        }

        for (var i = 0; i < plans.Length; i++)
        {
            if (plans[i] is KeepPlan or StripPlan && images[i].Facts!.Value.Bytes > share && Replan(images[i], plans, i, rules, share) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    /// <summary>What is rewritten gets what the kept images leave.</summary>
    private static GatewayError? CutRewritten(IReadOnlyList<LocatedImage> images, FitPlan[] plans, in FitRules rules, in ByteBudget budget)
    {
        var level = Level(images, plans, budget, rewrittenOnly: true);
        if (level == long.MaxValue)
        {
            return null;
        }

        var share = Measured.BytesWithin(budget.Measure, level);
        if (share < LeastShare)
        {
            return FitErrors.TooMuchTogether(Largest(images), budget, rules, Sum(images, plans, budget, expectsWorst: false));
        }

        for (var i = 0; i < plans.Length; i++)
        {
            if (plans[i] is RewritePlan && Bytes(images[i], plans[i], expectsWorst: true) > share && Replan(images[i], plans, i, rules, share) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    /// <summary>The reason is told only where the share, and not something else, made the rewriting necessary or smaller than expected.</summary>
    private static GatewayError? Replan(LocatedImage image, FitPlan[] plans, int index, in FitRules rules, long share)
    {
        var before = plans[index] is RewritePlan rewrite ? FitReasons.Of(rewrite.Reasons) : default;
        var reasons = before.With(FitReason.RequestBytes, Bytes(image, plans[index], expectsWorst: false) > share);
        if (!ImageRewrite.Plan(image, reasons, rules, share).TryGet(out var plan, out var error))
        {
            return error;
        }

        plans[index] = plan;
        return null;
    }

    private static long Level(IReadOnlyList<LocatedImage> images, FitPlan[] plans, in ByteBudget budget, bool rewrittenOnly)
    {
        var measures = new long[plans.Length];
        var count = 0;
        var kept = 0L;
        for (var i = 0; i < plans.Length; i++)
        {
            var measure = Measured.Of(budget.Measure, Bytes(images[i], plans[i], expectsWorst: rewrittenOnly));
            if (rewrittenOnly && plans[i] is not RewritePlan)
            {
                kept += measure;
            }
            else
            {
                measures[count++] = measure;
            }
        }

        return (budget with { Available = budget.Available - kept }).Level(measures.AsSpan(0, count));
    }

    private static long Sum(IReadOnlyList<LocatedImage> images, FitPlan[]? plans, in ByteBudget budget, bool expectsWorst)
    {
        var sum = 0L;
        for (var i = 0; i < images.Count; i++)
        {
            sum += Measured.Of(budget.Measure, Bytes(images[i], plans?[i] ?? FitPlan.Keep, expectsWorst));
        }

        return sum;
    }

    private static long Bytes(LocatedImage image, FitPlan plan, bool expectsWorst)
    {
        if (image.Facts is not { } facts)
        {
            return 0;
        }

        if (plan is not RewritePlan { Target: var target })
        {
            return facts.Bytes;
        }

        var size = ImageSize.Of(facts).FittedInto(target.Width, target.Height);
        var bytes = expectsWorst ? SizeEstimate.Most(facts, target.Format, size) : SizeEstimate.Typical(facts, target.Format, size);
        return Math.Min(bytes, target.MaxBytes ?? long.MaxValue);
    }

    /// <summary>What images need in the body besides their own bytes; a link is nothing but its URL.</summary>
    private static long BesideImages(IReadOnlyList<LocatedImage> images)
    {
        var bytes = 0L;
        for (var i = 0; i < images.Count; i++)
        {
            bytes += PartBytes + (images[i] is { Facts: null, Url: { } url } ? Encoding.UTF8.GetByteCount(url) : 0);
        }

        return bytes;
    }

    private static int InlineImages(IReadOnlyList<LocatedImage> images)
    {
        var inline = 0;
        for (var i = 0; i < images.Count; i++)
        {
            inline += images[i].Facts is null ? 0 : 1;
        }

        return inline;
    }

    private static LocatedImage Largest(IReadOnlyList<LocatedImage> images)
        => images.Where(image => image.Facts is not null).MaxBy(image => image.Facts!.Value.Bytes)!;
}
