using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>Plans the rewriting of one image.</summary>
internal static class ImageRewrite
{
    /// <summary>Where the search for a quality begins: no difference is seen, at half the bytes of 95.</summary>
    private const int Quality = 90;

    /// <summary>Chooses size, format and byte budget.</summary>
    /// <param name="image">An image whose bytes are known.</param>
    /// <param name="reasons">At least one.</param>
    /// <param name="rules">What holds.</param>
    /// <param name="share">Its share of the request's bytes, or null.</param>
    public static Outcome<FitPlan> Plan(LocatedImage image, FitReasons reasons, in FitRules rules, long? share = null)
    {
        var facts = image.Facts!.Value;
        if (rules.CannotDecode(facts.Format) is { } cannot)
        {
            return FitErrors.CannotDecode(image, cannot);
        }

        var upright = ImageSize.Of(facts);
        if (!TargetBox.Find(image, upright, rules).TryGet(out var box, out var error))
        {
            return error;
        }

        var maxBytes = share < rules.MaxBytes || rules.MaxBytes is null ? share : rules.MaxBytes;
        var size = upright.FittedInto(box.Width, box.Height);
        var format = TargetFormat.Choose(facts, size, rules.Limits.Formats, maxBytes);
        return format == ImageFormat.Unknown
            ? FitErrors.NoFormat(image, facts, rules)
            : new RewritePlan(new RewriteTarget(format, box.Width, box.Height, Quality, maxBytes), reasons.ToList());
    }
}
