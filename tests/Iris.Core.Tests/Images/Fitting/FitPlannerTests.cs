using Iris.Core.Images;
using Iris.Core.Model;
using static Iris.Core.Tests.Images.Fitting.FitCase;

namespace Iris.Core.Tests.Images.Fitting;

public sealed class FitPlannerTests
{
    [Fact]
    public void Plan_ImageWithinAllLimits_IsKept() => Plan(Photo).ShouldBeSameAs(FitPlan.Keep);

    [Fact]
    public void Plan_NoLimitsStated_IsKept() => Plan(Photo with { Width = 16_000, Bytes = 60_000_000 }, NoLimits).ShouldBeSameAs(FitPlan.Keep);

    [Fact]
    public void Plan_C1_WrongDeclaredType_KeepsTheBytes()
        => FitPlanner.Plan(Located(Photo) with { IsMislabelled = true }, Demand()).Value.ShouldBeSameAs(FitPlan.Keep);

    [Theory]
    [InlineData(ImageFormat.Gif, ImageFormat.Png)]
    [InlineData(ImageFormat.WebP, ImageFormat.WebP)]
    public void Plan_C10_AnimationWhereNoneIsTaken_BecomesItsFirstFrame(ImageFormat format, ImageFormat target)
    {
        var animated = Photo with { Format = format, Frames = 2 };

        var plan = Rewrite(animated);

        plan.Reasons.ShouldBe([FitReason.Animation]);
        plan.Target.ShouldBe(new RewriteTarget(target, 800, 600, 90, Limits.MaxImageBytes));
        Plan(animated, Limits with { AllowsAnimation = true }).ShouldBeSameAs(FitPlan.Keep);
    }

    [Fact]
    public void Plan_C10_GifRefusedByTheModel_BecomesPng()
    {
        var plan = Rewrite(Photo with { Format = ImageFormat.Gif }, Limits with { Formats = [ImageFormat.Png, ImageFormat.Jpeg] });

        (plan.Target.Format, plan.Reasons.Single()).ShouldBe((ImageFormat.Png, FitReason.Format));
    }

    [Theory]
    [InlineData(3, 800, 600)]
    [InlineData(6, 600, 800)]
    [InlineData(8, 600, 800)]
    public void Plan_C11_StoredTurned_IsTurnedUprightUnlessTheProviderDoesIt(int orientation, int width, int height)
    {
        var turned = Photo with { Orientation = orientation, HasExif = true };

        var plan = Rewrite(turned);

        plan.Reasons.ShouldBe([FitReason.Orientation]);
        plan.Target.ShouldBe(new RewriteTarget(ImageFormat.Jpeg, width, height, 90, Limits.MaxImageBytes));
        Plan(turned, Limits with { AppliesOrientation = true }).ShouldBeSameAs(FitPlan.Keep);
    }

    [Theory]
    [InlineData(ImageColour.Cmyk)]
    [InlineData(ImageColour.WideGamut)]
    [InlineData(ImageColour.Deep)]
    public void Plan_ColourOtherThanPlain_IsConverted(ImageColour colour)
    {
        var plan = Rewrite(Photo with { Colour = colour });

        plan.Reasons.ShouldBe([FitReason.Colour]);
        (plan.Target.Width, plan.Target.Height).ShouldBe((800, 600));
    }

    [Fact]
    public void Plan_ManyReasons_AreAllTold()
        => Rewrite(Photo with { Format = ImageFormat.Tiff, Width = 6_000, Bytes = 30_000_000, Frames = 3, Orientation = 6, Colour = ImageColour.Deep }).Reasons
            .ShouldBe([FitReason.Format, FitReason.Edge, FitReason.Bytes, FitReason.Animation, FitReason.Orientation, FitReason.Colour]);

    [Fact]
    public void Plan_B1_UrlOnly_IsLinkedWhereTheModelDownloads()
        => FitPlanner.Plan(Located((ImageFacts?)null), Demand() with { PassesUrls = true }).Value.ShouldBe(new LinkPlan(Url));

    [Fact]
    public void Plan_B2_B5_UrlOnlyForAModelThatTakesBase64Only_SaysWhatToDo()
    {
        var error = FitPlanner.Plan(Located((ImageFacts?)null), Demand()).Error!;

        error.Message.ShouldContain("images.remote: inline");
        error.Message.ShouldNotContain("example.com");
        error.Param.ShouldBe("messages[0].content[1].image_url.url");
    }

    [Fact]
    public void PlanAll_B9_UrlAndInlineImageInOneRequest_EachGetsItsPlan()
    {
        LocatedImage[] images = [Located((ImageFacts?)null), Located(Photo, 1), Located(Photo with { Format = ImageFormat.Heic }, 2)];

        var plans = FitPlanner.PlanAll(images, Demand() with { PassesUrls = true }).Value;

        plans[0].ShouldBeOfType<LinkPlan>();
        plans[1].ShouldBeSameAs(FitPlan.Keep);
        plans[2].ShouldBeOfType<RewritePlan>();
    }

    [Fact]
    public void PlanAll_EveryImageKept_AllocatesNothing()
    {
        var limits = Limits with { MaxImages = 100, ManyImages = new ManyImagesLimit(20, 2_000), MaxPixels = 10_000_000, MinEdge = 8, MaxAspect = 200, MaxTotalBytes = 30_000_000, MaxRequestBytes = 50_000_000, Measure = ByteMeasure.Base64 };
        var demand = Demand(limits) with { StripMetadata = true, OtherBytes = 1_000 };
        var images = Many(30, Photo);
        FitPlanner.PlanAll(images, demand).Value.ShouldAllBe(plan => ReferenceEquals(plan, FitPlan.Keep));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = FitPlanner.PlanAll(images, demand);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        outcome.Value.Count.ShouldBe(30);
        allocated.ShouldBe(0);
    }

    [Fact]
    public void PlanAll_NoImages_IsAnEmptyList() => FitPlanner.PlanAll([], Demand()).Value.ShouldBeEmpty();
}
