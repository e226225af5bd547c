using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Tests.Images;

public sealed class FitPlannerTests
{
    private static readonly ImageLimits Limits = new()
    {
        Profile = "test",
        Formats = [ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.WebP, ImageFormat.Gif],
        MaxEdge = 4_096,
        MaxImageBytes = 20_000_000,
        MaxImages = 3,
        AllowsAnimation = false,
    };

    private static readonly ImageFacts Photo = new() { Format = ImageFormat.Jpeg, Bytes = 100_000, Width = 800, Height = 600 };

    [Fact]
    public void Plan_ImageWithinAllLimits_IsKept() => Plan(Photo).ShouldBe(FitPlan.Keep);

    [Fact]
    public void Plan_OrientationAlone_IsKept() => Plan(Photo with { Orientation = 6, HasExif = true, HasMetadata = true }).ShouldBe(FitPlan.Keep);

    [Theory]
    [InlineData(ImageFormat.Avif, false, ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Tiff, false, ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Heic, true, ImageFormat.Png)]
    public void Plan_ForeignFormat_BecomesPngWithAlphaElseJpeg(ImageFormat format, bool alpha, ImageFormat target)
        => Rewrite(Photo with { Format = format, HasAlpha = alpha }).ShouldBe((target, int.MaxValue, "Format"));

    [Fact]
    public void Plan_LongEdge_IsShrunk() => Rewrite(Photo with { Width = 5_000, Height = 100 }).ShouldBe((ImageFormat.Jpeg, 4_096, "Edge"));

    [Fact]
    public void Plan_LosslessImageThatSurelyFits_StaysLossless()
    {
        Rewrite(Photo with { Format = ImageFormat.Png, Width = 5_000, Height = 400 }).ShouldBe((ImageFormat.Png, 4_096, "Edge"));
        Rewrite(Photo with { Format = ImageFormat.Png, Width = 5_000, Height = 4_000 }).ShouldBe((ImageFormat.Jpeg, 4_096, "Edge"));
    }

    [Fact]
    public void Plan_Animation_BecomesItsFirstFrame()
    {
        Rewrite(Photo with { Format = ImageFormat.Gif, Frames = 2 }).ShouldBe((ImageFormat.Png, int.MaxValue, "Animation"));
        Plan(Photo with { Format = ImageFormat.Gif, Frames = 2 }, Limits with { AllowsAnimation = true }).ShouldBe(FitPlan.Keep);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Plan_TooManyBytes_ShrinksUntilItMustFit(bool alpha)
    {
        var facts = Photo with { Format = ImageFormat.Png, Bytes = 30_000_000, Width = 4_000, Height = 3_000, HasAlpha = alpha };
        var plan = Plan(facts, Limits with { MaxImageBytes = 5_000_000 }).ShouldBeOfType<RewritePlan>();

        var ratio = Math.Min(1, plan.Target.Width / 4_000.0);
        (facts.Pixels * ratio * ratio * (alpha ? 4 : 1)).ShouldBeLessThanOrEqualTo(5_000_000);
        plan.Target.Format.ShouldBe(alpha ? ImageFormat.Png : ImageFormat.Jpeg);
    }

    [Fact]
    public void Plan_Metadata_IsStrippedWhenAsked()
    {
        var image = Photo with { HasMetadata = true };

        Plan(image).ShouldBe(FitPlan.Keep);
        var plan = PlanOf(Located(image), Limits, ImagePolicy.Strict, stripMetadata: true).Value.ShouldBeOfType<RewritePlan>();
        plan.Reasons.ShouldBe([FitReason.Metadata]);
        plan.Target.ShouldBe(new RewriteTarget(ImageFormat.Jpeg, int.MaxValue, int.MaxValue, 90, Limits.MaxImageBytes));
        PlanOf(Located(Photo), Limits, ImagePolicy.Adapt, stripMetadata: true).Value.ShouldBe(FitPlan.Keep);
    }

    [Fact]
    public void Plan_EndpointThatTakesOnlyOneFormat_GetsIt()
    {
        Rewrite(Photo with { HasAlpha = true, Format = ImageFormat.Png }, Limits with { Formats = [ImageFormat.Jpeg] }).Format.ShouldBe(ImageFormat.Jpeg);
        Rewrite(Photo, Limits with { Formats = [ImageFormat.WebP] }).Format.ShouldBe(ImageFormat.WebP);
        PlanOf(Located(Photo), Limits with { Formats = [ImageFormat.Gif] }, ImagePolicy.Adapt, false).Error!.Reason.ShouldBe(ErrorReason.UnsupportedImageFormat);
    }

    [Fact]
    public void Plan_NoLimitsStated_IsKept()
        => Plan(Photo with { Width = 16_000, Bytes = 60_000_000 }, Limits with { MaxEdge = null, MaxImageBytes = null }).ShouldBe(FitPlan.Keep);

    [Theory]
    [InlineData(ImageFormat.Avif, 1, 800, 100, ErrorReason.UnsupportedImageFormat, "AVIF", "PNG, JPEG, WebP, GIF")]
    [InlineData(ImageFormat.Gif, 7, 800, 100, ErrorReason.UnsupportedImageFormat, "7", "1")]
    [InlineData(ImageFormat.Jpeg, 1, 5_000, 100, ErrorReason.ImageTooManyPixels, "5000", "4096")]
    [InlineData(ImageFormat.Jpeg, 1, 800, 20_000_001, ErrorReason.ImageTooLarge, "20000001", "20000000")]
    public void Plan_Strict_RefusesWithLimitValueAndPart(ImageFormat format, int frames, int width, long bytes, string reason, string value, string limit)
    {
        var image = Located(Photo with { Format = format, Frames = frames, Width = width, Bytes = bytes });

        var error = PlanOf(image, Limits, ImagePolicy.Strict, false).Error!;

        (error.Reason, error.Param).ShouldBe((reason, image.Block.Path));
        error.Message.ShouldContain(value);
        error.Message.ShouldContain(limit);
        error.Message.ShouldContain(image.Block.Path);
    }

    [Fact]
    public void Plan_UrlOnly_IsLinkedWhereTheEndpointDownloads()
    {
        var image = Located(null) with { Url = "https://example.com/a.png" };

        PlanOf(image, Limits with { FetchesUrls = true }, ImagePolicy.Adapt, false).Value.ShouldBe(new LinkPlan("https://example.com/a.png"));
        var error = PlanOf(image, Limits, ImagePolicy.Adapt, false).Error!;
        error.Message.ShouldContain("images.remote: inline");
        error.Param.ShouldBe(image.Block.Path);
    }

    [Fact]
    public void PlanAll_MoreImagesThanTheModelTakes_IsRefusedInBothPolicies()
    {
        var images = Enumerable.Range(0, 4).Select(_ => Located(Photo)).ToList();

        foreach (var policy in new[] { ImagePolicy.Adapt, ImagePolicy.Strict })
        {
            var error = PlanAllOf(images, Limits, policy, false).Error!;
            error.Reason.ShouldBe(ErrorReason.TooManyImages);
            error.Message.ShouldContain("4 images");
            error.Message.ShouldContain("at most 3");
        }

        PlanAllOf(images[1..], Limits, ImagePolicy.Strict, false).Value.Count.ShouldBe(3);
        PlanAllOf(images, Limits with { MaxImages = null }, ImagePolicy.Strict, false).Succeeded.ShouldBeTrue();
    }

    private static FitPlan Plan(ImageFacts facts, ImageLimits? limits = null)
        => PlanOf(Located(facts), limits ?? Limits, ImagePolicy.Adapt, stripMetadata: false).Value;

    private static (ImageFormat Format, int Edge, string Reasons) Rewrite(ImageFacts facts, ImageLimits? limits = null)
    {
        var plan = Plan(facts, limits).ShouldBeOfType<RewritePlan>();
        return (plan.Target.Format, plan.Target.Width, string.Join(",", plan.Reasons));
    }

    private static Outcome<FitPlan> PlanOf(LocatedImage image, ImageLimits limits, ImagePolicy policy, bool stripMetadata)
        => FitPlanner.Plan(image, Demand(limits, policy, stripMetadata));

    private static Outcome<IReadOnlyList<FitPlan>> PlanAllOf(IReadOnlyList<LocatedImage> images, ImageLimits limits, ImagePolicy policy, bool stripMetadata)
        => FitPlanner.PlanAll(images, Demand(limits, policy, stripMetadata));

    private static FitDemand Demand(ImageLimits limits, ImagePolicy policy, bool stripMetadata)
        => new() { Limits = limits, PassesUrls = limits.FetchesUrls, Policy = policy, StripMetadata = stripMetadata };

    private static LocatedImage Located(ImageFacts? facts) => new()
    {
        Block = new ImageBlock(0, 1) { Range = default, Source = default, SourcePath = "image_url.url" },
        Facts = facts,
        Bytes = facts is null ? null : new MemoryByteSource(new byte[1]),
    };
}
