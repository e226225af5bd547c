using Iris.Core.Images;
using Iris.Core.Images.Fitting;
using Iris.Core.Images.Tokens;
using Iris.Core.Model;

namespace Iris.Core.Tests.Images.Fitting;

/// <summary>Says again, in the plainest words, what a plan must hold to and when a refusal is fair.</summary>
internal sealed class FitOracle(FitDemand demand, IReadOnlyList<LocatedImage> images)
{
    private readonly ImageLimits _limits = demand.Limits;

    public void AcceptsAll(IReadOnlyList<FitPlan> plans)
    {
        plans.Count.ShouldBe(images.Count);
        images.Count.ShouldBeLessThanOrEqualTo(_limits.MaxImages ?? int.MaxValue);
        for (var i = 0; i < plans.Count; i++)
        {
            Accepts(images[i], plans[i]);
        }

        var sent = plans.Select((plan, index) => MostBytes(images[index].Facts!.Value, plan)).ToList();
        sent.Sum(bytes => Measure(_limits.Measure, bytes)).ShouldBeLessThanOrEqualTo(_limits.MaxTotalBytes ?? long.MaxValue);
        (sent.Sum(bytes => Measure(ByteMeasure.Base64, bytes)) + demand.OtherBytes).ShouldBeLessThanOrEqualTo(_limits.MaxRequestBytes ?? long.MaxValue);
    }

    public void Justifies(GatewayError error)
    {
        error.Message.ShouldContain(_limits.Profile);
        images.Select(image => image.Block.Path).ShouldContain(error.Param);
        error.Message.ShouldStartWith(error.Param!);
        var image = images.First(one => one.Block.Path == error.Param);
        var facts = image.Facts!.Value;
        if (error.Reason == ErrorReason.TooManyImages)
        {
            images.Count.ShouldBeGreaterThan(_limits.MaxImages!.Value);
        }
        else if (demand.Policy == ImagePolicy.Adapt)
        {
            JustifiesAdapting(error, image, facts);
        }
        else
        {
            (BrokenBy(image, Original(facts)) || NeedsAnotherFormat(facts) || facts.Bytes > MaxBytes || CannotStrip(facts) || IsTooMuchTogether()).ShouldBeTrue(error.Message);
        }
    }

    private void JustifiesAdapting(GatewayError error, LocatedImage image, ImageFacts facts)
    {
        var fair = error.Reason switch
        {
            ErrorReason.UnsupportedImageFormat => !_limits.Formats.Any(format => format is ImageFormat.Png or ImageFormat.Jpeg or ImageFormat.WebP),
            ErrorReason.ImageTooSmall => _limits.MinEdge is not null,
            ErrorReason.ImageTooManyPixels => Longer(Original(facts)) > Shorter(Original(facts)) * _limits.MaxAspect,
            ErrorReason.ImageTooManyTokens => NoSizeIsCheapEnough(image, facts),
            ErrorReason.ImageTooLarge => IsTooMuchTogether(),
            _ => false,
        };
        fair.ShouldBeTrue(error.Message);
    }

    private void Accepts(LocatedImage image, FitPlan plan)
    {
        var facts = image.Facts!.Value;
        var report = ImageReports.Of(image, plan, demand, result: null);
        report.Steps.ShouldNotBeEmpty();
        BrokenBy(image, report.To!).ShouldBeFalse($"{facts} → {plan}");
        if (plan is RewritePlan rewrite)
        {
            AcceptsRewrite(facts, rewrite, report);
            return;
        }

        NeedsAnotherFormat(facts).ShouldBeFalse();
        facts.Bytes.ShouldBeLessThanOrEqualTo(MaxBytes);
        (plan is StripPlan).ShouldBe(demand.StripMetadata && facts.HasMetadata);
        if (demand.Policy == ImagePolicy.Adapt)
        {
            (facts.Orientation == 1 || _limits.AppliesOrientation || facts.Format is ImageFormat.Heic or ImageFormat.Avif).ShouldBeTrue();
            facts.Colour.ShouldBe(ImageColour.Plain);
        }
    }

    private void AcceptsRewrite(ImageFacts facts, RewritePlan plan, ImageReport report)
    {
        demand.Policy.ShouldBe(ImagePolicy.Adapt);
        plan.Reasons.ShouldNotBeEmpty();
        _limits.Formats.ShouldContain(plan.Target.Format);
        new[] { ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.WebP }.ShouldContain(plan.Target.Format);
        (plan.Target.MaxBytes ?? long.MaxValue).ShouldBeLessThanOrEqualTo(MaxBytes);
        (report.To!.Width <= facts.UprightWidth && report.To.Height <= facts.UprightHeight).ShouldBeTrue();
        report.Steps[^1].ShouldBe(FitStep.Reencode);
        (report.To.Width < facts.UprightWidth || report.To.Height < facts.UprightHeight)
            .ShouldBe(plan.Reasons.Any(reason => reason is FitReason.Edge or FitReason.ManyImages or FitReason.Pixels or FitReason.Tokens), plan.ToString());
        var box = new ImageSide(plan.Target.Format, plan.Target.Width, plan.Target.Height, null);
        (Longer(box) > MaxEdge || (long)box.Width * box.Height > _limits.MaxPixels).ShouldBeFalse("the box is inside the limits too");
    }

    private bool BrokenBy(LocatedImage image, ImageSide side)
        => Longer(side) > MaxEdge
            || (long)side.Width * side.Height > _limits.MaxPixels
            || Shorter(side) < _limits.MinEdge
            || Longer(side) > Shorter(side) * _limits.MaxAspect
            || ImageTokens.Count(demand.TokenFormula, side.Width, side.Height, demand.Detail ?? image.Block.Detail).Tokens > demand.MaxTokensPerImage;

    private bool NoSizeIsCheapEnough(LocatedImage image, ImageFacts facts)
    {
        var found = ImageTokens.LargestWithin(demand.TokenFormula, facts.UprightWidth, facts.UprightHeight, demand.Detail ?? image.Block.Detail, demand.MaxTokensPerImage!.Value);
        return found is not { } size || _limits.MinEdge is not null || _limits.MaxAspect is not null || Math.Max(size.Width, size.Height) > MaxEdge;
    }

    private bool NeedsAnotherFormat(ImageFacts facts) => !_limits.Formats.Contains(facts.Format) || (facts.Frames > 1 && !_limits.AllowsAnimation);

    private bool CannotStrip(ImageFacts facts)
        => demand.StripMetadata && facts.HasMetadata && facts.Format is ImageFormat.Avif or ImageFormat.Heic or ImageFormat.Tiff;

    private bool IsTooMuchTogether()
    {
        var least = demand.Policy == ImagePolicy.Strict ? long.MaxValue : 2_048;
        var total = images.Sum(image => Measure(_limits.Measure, Math.Min(least, image.Facts!.Value.Bytes)));
        var request = images.Sum(image => Measure(ByteMeasure.Base64, Math.Min(least, image.Facts!.Value.Bytes)) + 128) + demand.OtherBytes;
        return total + (4 * images.Count) > _limits.MaxTotalBytes || request > _limits.MaxRequestBytes;
    }

    private static long MostBytes(ImageFacts facts, FitPlan plan)
        => plan is RewritePlan { Target: var target }
            ? Math.Min(target.MaxBytes ?? long.MaxValue, SizeEstimate.Most(facts, target.Format, ImageSize.Of(facts).FittedInto(target.Width, target.Height)))
            : facts.Bytes;

    private int MaxEdge => Math.Min(_limits.MaxEdge ?? int.MaxValue, _limits.ManyImages is { } many && images.Count > many.MoreThan ? many.MaxEdge : int.MaxValue);

    private long MaxBytes => _limits.MaxImageBytes is not { } most ? long.MaxValue : _limits.Measure == ByteMeasure.Base64 ? most / 4 * 3 : most;

    private static long Measure(ByteMeasure measure, long bytes) => measure == ByteMeasure.Base64 ? (bytes + 2) / 3 * 4 : bytes;

    private static ImageSide Original(ImageFacts facts) => new(facts.Format, facts.UprightWidth, facts.UprightHeight, facts.Bytes);

    private static int Longer(ImageSide side) => Math.Max(side.Width, side.Height);

    private static int Shorter(ImageSide side) => Math.Min(side.Width, side.Height);
}
