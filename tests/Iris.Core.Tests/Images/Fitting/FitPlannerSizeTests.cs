using Iris.Core.Images;
using Iris.Core.Model;
using static Iris.Core.Tests.Images.Fitting.FitCase;

namespace Iris.Core.Tests.Images.Fitting;

public sealed class FitPlannerSizeTests
{
    [Theory]
    [InlineData(990, 13_768, 8_000, 575, 8_000)]
    [InlineData(13_768, 990, 8_000, 8_000, 575)]
    [InlineData(8_001, 8_001, 8_000, 8_000, 8_000)]
    [InlineData(1_000, 304, 501, 501, 152)]
    [InlineData(16_000, 1, 4_000, 4_000, 1)]
    [InlineData(4_032, 3_024, 1_568, 1_568, 1_176)]
    public void Plan_E9_LongEdge_IsShrunkToExactlyTheLimit(int width, int height, int maxEdge, int resultWidth, int resultHeight)
    {
        var image = Photo with { Width = width, Height = height };

        var plan = Rewrite(image, Limits with { MaxEdge = maxEdge });

        plan.Reasons.ShouldBe([FitReason.Edge]);
        Result(image, plan).ShouldBe((resultWidth, resultHeight));
        Math.Max(plan.Target.Width, plan.Target.Height).ShouldBe(maxEdge);
    }

    [Fact]
    public void Plan_LongEdgeOfAnImageStoredTurned_IsMeasuredUpright()
    {
        var plan = Rewrite(Photo with { Width = 8_000, Height = 2_000, Orientation = 6 });

        (plan.Target.Width, plan.Target.Height).ShouldBe((1_024, 4_096));
        plan.Reasons.ShouldBe([FitReason.Edge, FitReason.Orientation]);
    }

    [Fact]
    public void PlanAll_E10_MoreThanTwentyImages_AllGetTheNarrowerEdge()
    {
        var limits = Limits with { MaxEdge = 8_000, MaxImages = 100, ManyImages = new ManyImagesLimit(20, 2_000) };
        var wide = Photo with { Width = 2_500, Height = 1_000 };

        FitPlanner.PlanAll(Many(20, wide), Demand(limits)).Value.ShouldAllBe(plan => ReferenceEquals(plan, FitPlan.Keep));
        var plans = FitPlanner.PlanAll([.. Many(20, wide), Located(Photo, 20)], Demand(limits)).Value;

        plans.Take(20).ShouldAllBe(plan => plan is RewritePlan && ((RewritePlan)plan).Target.Width == 2_000 && ((RewritePlan)plan).Reasons.Single() == FitReason.ManyImages);
        plans[20].ShouldBeSameAs(FitPlan.Keep);
    }

    [Fact]
    public void PlanAll_E10_UrlsOfOtherImages_CountToo()
    {
        var limits = Limits with { MaxImages = 100, ManyImages = new ManyImagesLimit(2, 700) };
        LocatedImage[] images = [Located((ImageFacts?)null), Located((ImageFacts?)null, 1), Located(Photo, 2)];

        FitPlanner.PlanAll(images, Demand(limits) with { PassesUrls = true }).Value[2].ShouldBeOfType<RewritePlan>().Target.Width.ShouldBe(700);
    }

    [Theory]
    [InlineData(8_192, 8_192, 33_177_600, 5_760)]
    [InlineData(7_681, 4_320, 33_177_600, 7_680)]
    [InlineData(10_000, 100, 500_000, 7_071)]
    public void Plan_TooManyPixels_GetsTheLargestSizeInside(int width, int height, long maxPixels, int longer)
    {
        var image = Photo with { Width = width, Height = height };
        var limits = Limits with { MaxEdge = null, MaxPixels = maxPixels };

        var plan = Rewrite(image, limits);

        plan.Reasons.ShouldBe([FitReason.Pixels]);
        ((long)plan.Target.Width * plan.Target.Height).ShouldBeLessThanOrEqualTo(maxPixels);
        Result(image, plan).Width.ShouldBeInRange(longer - 70, longer);
        var next = plan.Target.Width + 1;
        (next * Math.Ceiling((double)height * next / width)).ShouldBeGreaterThan(maxPixels);
    }

    [Fact]
    public void Plan_EveryLimitExactlyMet_IsKept()
        => Plan(Photo, Limits with { MaxEdge = 800, MaxPixels = 480_000, MinEdge = 600, MaxAspect = 2, MaxImageBytes = 100_000, MaxTotalBytes = 100_000, ManyImages = new ManyImagesLimit(0, 800) })
            .ShouldBeSameAs(FitPlan.Keep);

    [Theory]
    [InlineData(3_932_160, true)]
    [InlineData(3_932_161, false)]
    public void Plan_E8_FiveMebibytesOfBase64_AreThreePointSevenFiveOfFile(long bytes, bool kept)
    {
        var limits = Limits with { MaxImageBytes = 5_242_880, Measure = ByteMeasure.Base64 };
        var image = Photo with { Bytes = bytes, Width = 4_000, Height = 3_000 };

        var plan = Plan(image, limits);

        if (kept)
        {
            plan.ShouldBeSameAs(FitPlan.Keep);
            return;
        }

        var rewrite = plan.ShouldBeOfType<RewritePlan>();
        rewrite.Reasons.ShouldBe([FitReason.Bytes]);
        rewrite.Target.ShouldBe(new RewriteTarget(ImageFormat.Jpeg, 4_000, 3_000, 90, 3_932_160));
    }

    [Fact]
    public void Plan_E8_ConvertedImage_MayNotOutgrowTheLimitEither()
        => Rewrite(Photo with { Format = ImageFormat.Avif }, Limits with { MaxImageBytes = 10_485_760, Measure = ByteMeasure.Base64 }).Target.MaxBytes.ShouldBe(7_864_320);

    [Fact]
    public void Plan_B1_ImageInlinedForAnthropic_IsMadeToFitTheBase64Cap()
        => Rewrite(Photo with { Bytes = 6_096_280 * 3 / 4 }, Limits with { MaxImageBytes = 5_242_880, Measure = ByteMeasure.Base64 }).Target.MaxBytes.ShouldBe(3_932_160);

    [Fact]
    public void Plan_RoundingThatWouldBreakTheAspect_TakesTheNextSmallerSize()
    {
        var image = Photo with { Width = 1_999, Height = 10 };
        var limits = Limits with { MaxEdge = 893, MaxAspect = 200 };

        var (width, height) = Result(image, Rewrite(image, limits));

        (width <= 893 && width <= 200 * height).ShouldBeTrue($"{width}×{height}");
    }
}
