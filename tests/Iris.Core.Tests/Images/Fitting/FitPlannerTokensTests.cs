using Iris.Core.Catalogue;
using Iris.Core.Images;
using Iris.Core.Images.Fitting;
using Iris.Core.Images.Tokens;
using Iris.Core.Model;
using static Iris.Core.Tests.Images.Fitting.FitCase;

namespace Iris.Core.Tests.Images.Fitting;

public sealed class FitPlannerTokensTests
{
    private static readonly ModelCatalogue Catalogue = ModelCatalogue.LoadEmbedded();
    private static readonly ImageFacts Large = Photo with { Width = 4_032, Height = 3_024, Bytes = 3_000_000 };

    [Theory]
    [InlineData("anthropic", 400)]
    [InlineData("openai", 300)]
    [InlineData("mistral", 500)]
    public void Plan_MoreTokensThanAllowed_ShrinksToTheLargestSizeThatCostsNoMore(string provider, long most)
    {
        var shrunk = 0;
        foreach (var formula in Formulas(provider))
        {
            var demand = Demand(NoLimits) with { TokenFormula = formula, MaxTokensPerImage = most };
            var outcome = FitPlanner.Plan(Located(Large), demand);
            if (!outcome.TryGet(out var plan, out var error))
            {
                error.Reason.ShouldBe(ErrorReason.ImageTooManyTokens);
                continue;
            }

            var report = ImageReports.Of(Located(Large), plan, demand, result: null);
            report.TokensAfter.Tokens.ShouldBeLessThanOrEqualTo(most);
            if (plan is RewritePlan rewrite)
            {
                shrunk++;
                rewrite.Reasons.ShouldBe([FitReason.Tokens]);
                report.TokensBefore.Tokens.ShouldBeGreaterThan(most);
                report.Steps.ShouldBe([FitStep.Shrink, FitStep.Reencode]);
                ImageTokens.LargestWithin(formula, 4_032, 3_024, ImageDetail.Auto, most)!.Value.Width.ShouldBeInRange(report.To!.Width, report.To.Width + 8);
            }
        }

        shrunk.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Plan_TokensAndEdgeTogether_ObeyBoth()
    {
        var formula = Formulas("anthropic")[0];
        var demand = Demand(NoLimits with { MaxEdge = 600 }) with { TokenFormula = formula, MaxTokensPerImage = 2_000 };

        var plan = FitPlanner.Plan(Located(Large), demand).Value.ShouldBeOfType<RewritePlan>();

        plan.Reasons[0].ShouldBe(FitReason.Edge);
        (plan.Target.Width, plan.Target.Height).ShouldBe((600, 450));
    }

    /// <summary>
    /// OpenAI makes 1024×768 px of 2473×1853, four tiles, but 1025×768 of 2473×1852, six. A box of 2473×1853 yields the
    /// latter, and a JPEG, whose decoder may be a pixel off, needs a size where that makes no difference.
    /// </summary>
    [Theory]
    [InlineData(ImageFormat.Png, 1_388, 1_388)]
    [InlineData(ImageFormat.Jpeg, 1_000, 1_024)]
    public void Plan_BoxThatIsCheaperThanWhatComesOutOfIt_IsNotTaken(ImageFormat format, int least, int most)
    {
        var formula = Catalogue.EndpointsOf("openai").Single(endpoint => endpoint.UpstreamModel == "gpt-4o").TokenFormula;
        var image = Photo with { Format = format, Width = 2_776, Height = 2_079 };
        var cap = ImageTokens.Count(formula, 2_473, 1_853, ImageDetail.High).Tokens;
        ImageTokens.Count(formula, 2_473, 1_852, ImageDetail.High).Tokens.ShouldBeGreaterThan(cap);
        var demand = Demand(NoLimits with { MaxEdge = 2_473 }) with { TokenFormula = formula, MaxTokensPerImage = cap, Detail = ImageDetail.High };

        var report = ImageReports.Of(Located(image), FitPlanner.Plan(Located(image), demand).Value, demand, result: null);

        report.TokensAfter.Tokens.ShouldBeLessThanOrEqualTo(cap);
        report.To!.Width.ShouldBeInRange(least, most);
    }

    /// <summary>A box that only an exact decoder keeps to must not be handed to a JPEG of the same size.</summary>
    [Fact]
    public void PlanAll_PngThenJpegOfTheSameSize_EachGetsTheBoxThatItWouldGetAlone()
    {
        var formula = Catalogue.EndpointsOf("openai").Single(endpoint => endpoint.UpstreamModel == "gpt-4o").TokenFormula;
        var cap = ImageTokens.Count(formula, 2_473, 1_853, ImageDetail.High).Tokens;
        var demand = Demand(NoLimits) with { TokenFormula = formula, MaxTokensPerImage = cap, Detail = ImageDetail.High };
        var jpeg = Photo with { Width = 4_000, Height = 2_996 };
        var png = jpeg with { Format = ImageFormat.Png };

        var together = FitPlanner.PlanAll(All(png, jpeg, png), demand).Value.Select(Box).ToList();

        together.ShouldBe([Box(FitPlanner.Plan(Located(png), demand).Value), Box(FitPlanner.Plan(Located(jpeg), demand).Value), together[0]]);
        together[1].ShouldNotBe(together[0]);

        static (int Width, int Height) Box(FitPlan plan) => plan is RewritePlan { Target: var target } ? (target.Width, target.Height) : default;
    }

    [Fact]
    public void Plan_NoSizeIsCheapEnough_RefusesWithTheLeastPossible()
    {
        var error = Refusal(Large, Demand(NoLimits) with { MaxTokensPerImage = 1 });

        var least = ImageTokens.Count(null, 1, 1, ImageDetail.Auto).Tokens;
        (error.Reason, error.Param).ShouldBe((ErrorReason.ImageTooManyTokens, "messages[0].content[1].image_url.url"));
        error.Message.ShouldContain("max_tokens_per_image allows 1,");
        error.Message.ShouldContain($"at least {least} ");
        error.Message.ShouldContain("limits profile open");
    }

    [Fact]
    public void Plan_RuleWithALowerDetail_SuggestsItWhenThatHelps()
    {
        var refusals = 0;
        foreach (var formula in Formulas("openai"))
        {
            var low = ImageTokens.Count(formula, 4_032, 3_024, ImageDetail.Low).Tokens;
            var demand = Demand(NoLimits) with { TokenFormula = formula, MaxTokensPerImage = low, Detail = ImageDetail.High };
            if (FitPlanner.Plan(Located(Large), demand).Error is { } error)
            {
                error.Message.ShouldContain("detail low");
                error.Message.ShouldContain("detail high");
                refusals++;
            }
        }

        refusals.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Plan_StrictAndTooManyTokens_IsRefusedWithCountAndSize()
    {
        var formula = Formulas("anthropic")[0];
        var tokens = ImageTokens.Count(formula, 4_032, 3_024, ImageDetail.Auto).Tokens;

        var error = Refusal(Large, Demand(NoLimits, ImagePolicy.Strict) with { TokenFormula = formula, MaxTokensPerImage = tokens - 1 });

        error.Reason.ShouldBe(ErrorReason.ImageTooManyTokens);
        error.Message.ShouldContain($"{tokens} tokens at 4032×3024 px");
        error.Message.ShouldContain($"allows {tokens - 1}");
        error.Message.ShouldContain("images.policy: strict");
    }

    [Fact]
    public void Plan_UrlOnly_IsLinkedOnlyWhereTheWorstCaseIsAllowed()
    {
        var most = ImageTokens.Most(null, ImageDetail.Auto).Tokens;
        var demand = Demand() with { PassesUrls = true };

        FitPlanner.Plan(Located((ImageFacts?)null), demand with { MaxTokensPerImage = most }).Value.ShouldBeOfType<LinkPlan>();
        var error = FitPlanner.Plan(Located((ImageFacts?)null), demand with { MaxTokensPerImage = most - 1 }).Error!;
        error.Reason.ShouldBe(ErrorReason.ImageTooManyTokens);
        error.Message.ShouldContain("images.remote: inline");
    }

    private static TokenFormula[] Formulas(string provider)
        => [.. Catalogue.EndpointsOf(provider).Select(endpoint => endpoint.TokenFormula).OfType<TokenFormula>()];
}
