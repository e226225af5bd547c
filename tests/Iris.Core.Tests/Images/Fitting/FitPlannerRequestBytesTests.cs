using Iris.Core.Images;
using Iris.Core.Model;
using static Iris.Core.Tests.Images.Fitting.FitCase;

namespace Iris.Core.Tests.Images.Fitting;

public sealed class FitPlannerRequestBytesTests
{
    private const long Mega = 1_000_000;

    [Fact]
    public void PlanAll_E11_SumAboveTheTotal_CutsTheLargestToOneLevel()
    {
        var limits = NoLimits with { MaxTotalBytes = 20 * Mega };

        var plans = FitPlanner.PlanAll(All(Sized(2 * Mega), Sized(30 * Mega), Sized(12 * Mega)), Demand(limits)).Value;

        plans[0].ShouldBeSameAs(FitPlan.Keep);
        Target(plans[1]).MaxBytes.ShouldBe(9 * Mega);
        Target(plans[2]).MaxBytes.ShouldBe(9 * Mega);
        plans[1].ShouldBeOfType<RewritePlan>().Reasons.ShouldBe([FitReason.RequestBytes]);
    }

    [Fact]
    public void PlanAll_SumExactlyAtTheTotal_KeepsEverything()
        => FitPlanner.PlanAll(All(Sized(8 * Mega), Sized(12 * Mega)), Demand(NoLimits with { MaxTotalBytes = 20 * Mega })).Value
            .ShouldAllBe(plan => ReferenceEquals(plan, FitPlan.Keep));

    [Fact]
    public void PlanAll_E8_TotalMeasuredInBase64_IsCutInBase64()
    {
        var limits = NoLimits with { MaxTotalBytes = 10 * Mega, Measure = ByteMeasure.Base64 };

        var plans = FitPlanner.PlanAll(All(Sized(5 * Mega), Sized(5 * Mega)), Demand(limits)).Value;

        plans.ShouldAllBe(plan => Target(plan).MaxBytes == 3_750_000);
    }

    [Fact]
    public void PlanAll_E7_WholeRequest_CountsTextAndBase64()
    {
        var limits = NoLimits with { MaxRequestBytes = 6_291_456 };
        var images = All(Sized(3 * Mega), Sized(1 * Mega));

        FitPlanner.PlanAll(images, Demand(limits) with { OtherBytes = 10_000 }).Value.ShouldAllBe(plan => ReferenceEquals(plan, FitPlan.Keep));
        var plans = FitPlanner.PlanAll(images, Demand(limits) with { OtherBytes = 2_000_000 }).Value;

        plans[1].ShouldBeSameAs(FitPlan.Keep);
        var most = Target(plans[0]).MaxBytes!.Value;
        (((most + 2) / 3 * 4) + ((Mega + 2) / 3 * 4) + 2_000_000).ShouldBeInRange(6_291_456 - 300, 6_291_456);
    }

    [Fact]
    public void PlanAll_LinkBesideAnInlineImage_CountsItsUrlInUtf8()
    {
        var limits = NoLimits with { MaxRequestBytes = 200_000 };
        var demand = Demand(limits) with { PassesUrls = true };
        var link = Located((ImageFacts?)null, 1) with { Url = "https://example.com/" + new string('\u00fc', 25_000) };

        FitPlanner.PlanAll([Located(Photo), Located((ImageFacts?)null, 1)], demand).Value[0].ShouldBeSameAs(FitPlan.Keep);
        FitPlanner.PlanAll([Located(Photo), link with { Url = link.Url[..20_020] }], demand).Value[0].ShouldBeSameAs(FitPlan.Keep);
        var plans = FitPlanner.PlanAll([Located(Photo with { Bytes = 115_000 }), link], demand).Value;

        plans[1].ShouldBeOfType<LinkPlan>();
        (Target(plans[0]).MaxBytes!.Value * 4 / 3).ShouldBeInRange(149_000, 150_000);
    }

    [Fact]
    public void PlanAll_ImageThatIsConvertedAnyway_LeavesRoomForTheKeptOnes()
    {
        var limits = NoLimits with { MaxTotalBytes = 20 * Mega };
        var heic = Sized(2 * Mega) with { Format = ImageFormat.Heic };

        var plans = FitPlanner.PlanAll(All(Sized(12 * Mega), heic), Demand(limits)).Value;

        plans[0].ShouldBeSameAs(FitPlan.Keep);
        Target(plans[1]).MaxBytes.ShouldBe(8 * Mega);
        plans[1].ShouldBeOfType<RewritePlan>().Reasons.ShouldBe([FitReason.Format]);
    }

    [Fact]
    public void PlanAll_ImageCutByTwoLimits_GetsTheLower()
    {
        var limits = NoLimits with { MaxImageBytes = 9 * Mega, MaxTotalBytes = 10 * Mega, MaxRequestBytes = 8 * Mega };

        var plans = FitPlanner.PlanAll(All(Sized(30 * Mega), Sized(100_000)), Demand(limits)).Value;

        Target(plans[0]).MaxBytes!.Value.ShouldBeInRange(5_800_000, 5_900_000);
        plans[0].ShouldBeOfType<RewritePlan>().Reasons.ShouldBe([FitReason.Bytes, FitReason.RequestBytes]);
        plans[1].ShouldBeSameAs(FitPlan.Keep);
    }

    [Fact]
    public void PlanAll_UrlsThatAreHandedOn_WeighNothing()
    {
        LocatedImage[] images = [Located(Sized(10 * Mega)), Located((ImageFacts?)null, 1)];

        FitPlanner.PlanAll(images, Demand(NoLimits with { MaxTotalBytes = 10 * Mega }) with { PassesUrls = true }).Value[0].ShouldBeSameAs(FitPlan.Keep);
        FitPlanner.PlanAll([images[1]], Demand(NoLimits with { MaxRequestBytes = 100 }) with { PassesUrls = true, OtherBytes = 1_000 }).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void PlanAll_E1_NotEvenTinyImagesFit_RefusesWithTheNumbers()
    {
        var limits = NoLimits with { MaxRequestBytes = 4 * Mega };

        var error = FitPlanner.PlanAll(All(Sized(Mega), Sized(2 * Mega)), Demand(limits) with { OtherBytes = 3_999_000 }).Error!;

        (error.Reason, error.Param).ShouldBe((ErrorReason.ImageTooLarge, "messages[1].content[1].image_url.url"));
        error.Message.ShouldContain("2000000 bytes");
        error.Message.ShouldContain("at most 4000000 a request");
        error.Message.ShouldContain("limits profile open");
        error.Message.ShouldContain("less text");
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(19, false)]
    public void PlanAll_Strict_RefusesTheSumAndNamesTheLargest(long total, bool accepted)
    {
        var limits = NoLimits with { MaxTotalBytes = total * Mega };

        var outcome = FitPlanner.PlanAll(All(Sized(8 * Mega), Sized(12 * Mega)), Demand(limits, ImagePolicy.Strict));

        outcome.Succeeded.ShouldBe(accepted);
        if (!accepted)
        {
            outcome.Error!.Param.ShouldBe("messages[1].content[1].image_url.url");
            outcome.Error.Message.ShouldContain("20000000 bytes");
            outcome.Error.Message.ShouldContain("19000000");
            outcome.Error.Message.ShouldContain("images.policy: strict");
        }
    }

    private static RewriteTarget Target(FitPlan plan) => plan.ShouldBeOfType<RewritePlan>().Target;

    private static ImageFacts Sized(long bytes) => Photo with { Bytes = bytes, Width = 6_000, Height = 5_000 };
}
