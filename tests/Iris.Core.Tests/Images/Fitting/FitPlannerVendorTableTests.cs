using Iris.Core.Images;
using Iris.Core.Model;
using static Iris.Core.Tests.Images.Fitting.FitCase;

namespace Iris.Core.Tests.Images.Fitting;

/// <summary>The measured table of peers.md, row E12 (December 2025), as limits: every vendor gets what it takes.</summary>
public sealed class FitPlannerVendorTableTests
{
    public static readonly TheoryData<string, int, long, int?> Measured = new()
    {
        { "Anthropic", 100, 5L << 20, 8_000 },
        { "OpenAI", 500, 25L << 20, null },
        { "Gemini", 2_000, 40L << 20, 8_000 },
        { "Mistral", 8, 15L << 20, 8_000 },
        { "xAI", 100, 25L << 20, 8_000 },
        { "Groq", 5, 5L << 20, 5_760 },
        { "zAI", 100, 20L << 20, 8_000 },
    };

    [Theory]
    [MemberData(nameof(Measured))]
    public void PlanAll_E12_AtTheLimit_IsKept(string vendor, int images, long bytes, int? edge)
        => FitPlanner.PlanAll(Many(images, At(bytes, edge ?? 16_000)), Demand(Of(vendor, images, bytes, edge))).Value
            .ShouldAllBe(plan => ReferenceEquals(plan, FitPlan.Keep));

    [Theory]
    [MemberData(nameof(Measured))]
    public void Plan_E12_OneByteTooMany_GetsThatBudget(string vendor, int images, long bytes, int? edge)
    {
        var plan = Rewrite(At(bytes + 1, 4_000), Of(vendor, images, bytes, edge));

        plan.Reasons.ShouldBe([FitReason.Bytes]);
        (plan.Target.MaxBytes, plan.Target.Width).ShouldBe((bytes, 4_000));
    }

    [Theory]
    [MemberData(nameof(Measured))]
    public void Plan_E12_OnePixelTooMany_IsShrunkToTheEdge(string vendor, int images, long bytes, int? edge)
    {
        if (edge is not { } most)
        {
            Plan(At(1_000, 16_000), Of(vendor, images, bytes, edge)).ShouldBeSameAs(FitPlan.Keep);
            return;
        }

        var plan = Rewrite(At(1_000, most + 1), Of(vendor, images, bytes, edge));

        (plan.Reasons.Single(), plan.Target.Width).ShouldBe((FitReason.Edge, most));
    }

    [Theory]
    [MemberData(nameof(Measured))]
    public void PlanAll_E12_OneImageTooMany_IsRefused(string vendor, int images, long bytes, int? edge)
        => FitPlanner.PlanAll(Many(images + 1, Photo), Demand(Of(vendor, images, bytes, edge))).Error!.Message
            .ShouldContain($"at most {images} (limits profile {vendor})");

    private static ImageLimits Of(string vendor, int images, long bytes, int? edge)
        => NoLimits with { Profile = vendor, MaxImages = images, MaxImageBytes = bytes, MaxEdge = edge };

    private static ImageFacts At(long bytes, int width) => Photo with { Bytes = bytes, Width = width, Height = 1_000 };
}
