using Iris.Core.Images;
using Iris.Core.Model;
using static Iris.Core.Tests.Images.Fitting.FitCase;

namespace Iris.Core.Tests.Images.Fitting;

/// <summary>What is planned where a format cannot be decoded: without libheif, or without libvips at all.</summary>
public sealed class FitPlannerDecodeTests
{
    private static readonly GatewayError NoHeic = new(ErrorReason.UnsupportedImageFormat, "The image is HEIC, which needs libheif.");
    private static readonly ImageFacts Heic = Photo with { Format = ImageFormat.Heic };

    [Fact]
    public void Plan_C3_HeicThatMustBeConvertedWithoutLibheif_IsRefusedBeforeAnyWork()
    {
        var error = Refusal(Heic, WithoutHeic());

        error.Reason.ShouldBe(ErrorReason.UnsupportedImageFormat);
        error.Param.ShouldBe("messages[0].content[1].image_url.url");
        error.Message.ShouldBe($"{error.Param}: {NoHeic.Message}");
        FitPlanner.Plan(Located(Heic), Demand()).Value.ShouldBeOfType<RewritePlan>();
    }

    [Fact]
    public void Plan_OtherFormatWithoutLibheif_IsConvertedAllTheSame()
        => FitPlanner.Plan(Located(Photo with { Format = ImageFormat.Avif }), WithoutHeic()).Value.ShouldBeOfType<RewritePlan>();

    [Fact]
    public void PlanAll_KeptHeicThatHasToShrinkForTheRequest_IsRefusedWithoutLibheif()
    {
        var demand = WithoutHeic(Taking(ImageFormat.Heic) with { MaxTotalBytes = 150_000 });

        var error = FitPlanner.PlanAll(Many(2, Heic), demand).Error!;

        error.Message.ShouldContain("libheif");
    }

    [Fact]
    public void Plan_C11_HeicThatTheModelTakes_IsKeptWhateverItsContainerTurns()
    {
        var turned = Heic with { Orientation = 6 };

        FitPlanner.Plan(Located(turned), Demand(Taking(ImageFormat.Heic))).Value.ShouldBeSameAs(FitPlan.Keep);
        FitPlanner.Plan(Located(turned with { Format = ImageFormat.Avif }), Demand(Taking(ImageFormat.Avif))).Value.ShouldBeSameAs(FitPlan.Keep);
        Rewrite(turned).Reasons.ShouldBe([FitReason.Format, FitReason.Orientation]);
    }

    [Fact]
    public void Plan_WideGamutThatTheModelTakes_IsConvertedWhereItCanBeAndKeptWhereNot()
    {
        var wide = Heic with { Colour = ImageColour.WideGamut, Orientation = 6 };
        var turned = Photo with { Orientation = 6, Colour = ImageColour.WideGamut };
        var withoutVips = Demand() with { CannotDecode = _ => NoHeic };

        FitPlanner.Plan(Located(wide), Demand(Taking(ImageFormat.Heic))).Value.ShouldBeOfType<RewritePlan>().Reasons.ShouldBe([FitReason.Colour]);
        FitPlanner.Plan(Located(wide), WithoutHeic(Taking(ImageFormat.Heic))).Value.ShouldBeSameAs(FitPlan.Keep);
        FitPlanner.Plan(Located(turned), withoutVips).Value.ShouldBeSameAs(FitPlan.Keep);
        Refusal(turned with { Width = 5_000 }, withoutVips).Message.ShouldContain("libheif");
    }

    private static FitDemand WithoutHeic(ImageLimits? limits = null)
        => Demand(limits) with { CannotDecode = format => format == ImageFormat.Heic ? NoHeic : null };

    private static ImageLimits Taking(ImageFormat format) => Limits with { Formats = [.. Limits.Formats, format] };
}
