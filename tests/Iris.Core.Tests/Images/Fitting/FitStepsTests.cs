using Iris.Core.Images.Fitting;
using Iris.Core.Model;
using static Iris.Core.Tests.Images.Fitting.FitCase;

namespace Iris.Core.Tests.Images.Fitting;

public sealed class FitStepsTests
{
    private static readonly RewriteTarget Jpeg = new(ImageFormat.Jpeg, 800, 600, 90, null);

    [Fact]
    public void Of_PlanWithoutPixelWork_NamesIt()
    {
        var image = Located(Photo);
        var mislabelled = image with { IsMislabelled = true };

        FitSteps.Of(image, FitPlan.Keep, null).ShouldBe([FitStep.Keep]);
        FitSteps.Of(mislabelled, FitPlan.Keep, null).ShouldBe([FitStep.Relabel]);
        FitSteps.Of(image, FitPlan.Strip, null).ShouldBe([FitStep.StripMetadata]);
        FitSteps.Of(mislabelled, FitPlan.Strip, null).ShouldBe([FitStep.Relabel, FitStep.StripMetadata]);
        FitSteps.Of(Located((ImageFacts?)null), new LinkPlan(Url), null).ShouldBe([FitStep.Link]);
    }

    [Fact]
    public void Of_SameSizeInAnotherFormat_IsOnlyReencoded()
        => Steps(Photo with { Format = ImageFormat.Heic }, Jpeg).ShouldBe([FitStep.Reencode]);

    [Fact]
    public void Of_EverythingAtOnce_IsToldInTheOrderOfDoing()
        => Steps(Photo with { Frames = 3, Orientation = 6, Colour = ImageColour.Deep, HasAlpha = true, HasMetadata = true, Width = 3_000 }, Jpeg)
            .ShouldBe([FitStep.StripMetadata, FitStep.FirstFrame, FitStep.Rotate, FitStep.ConvertColour, FitStep.Shrink, FitStep.Flatten, FitStep.Reencode]);

    [Theory]
    [InlineData(ImageFormat.Png, false)]
    [InlineData(ImageFormat.WebP, false)]
    [InlineData(ImageFormat.Jpeg, true)]
    public void Of_Alpha_IsFlattenedInJpegOnly(ImageFormat format, bool flattened)
        => Steps(Photo with { HasAlpha = true }, Jpeg with { Format = format }).Contains(FitStep.Flatten).ShouldBe(flattened);

    [Fact]
    public void Of_ResultSmallerThanPlanned_TellsTheShrinking()
        => FitSteps.Of(Located(Photo), new RewritePlan(Jpeg, [FitReason.Bytes]), new ImageSide(ImageFormat.Jpeg, 400, 300, 1_000))
            .ShouldBe([FitStep.Shrink, FitStep.Reencode]);

    [Fact]
    public void WireName_EveryStep_IsItsNameInSnakeCase()
        => Enum.GetValues<FitStep>().Select(step => step.WireName())
            .ShouldBe(["keep", "link", "relabel", "strip_metadata", "first_frame", "rotate", "convert_colour", "shrink", "flatten", "reencode"]);

    private static IReadOnlyList<FitStep> Steps(ImageFacts facts, RewriteTarget target)
        => FitSteps.Of(Located(facts), new RewritePlan(target, [FitReason.Format]), null);
}
