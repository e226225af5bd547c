using System.Diagnostics;
using Iris.Core.Images;
using Iris.Core.Images.Fitting;
using Iris.Core.Images.Tokens;
using Iris.Core.Model;
using Iris.Core.Tests.Images.Tokens;

namespace Iris.Core.Tests.Images.Fitting;

/// <summary>What a request can make the search for cheap sizes cost: 500 headers of different sizes are 70 kB.</summary>
public sealed class TokenSearchWorkTests
{
    private const int Images = 500;

    public static TheoryData<string> Rules() => [.. TokenRules.Names];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Plan_FiveHundredSizesAndALowCap_CountsABoundedNumberOfTimes(string rule)
    {
        foreach (var most in new[] { 150, 600 })
        {
            var rules = new FitRules(FitCase.Demand(FitCase.NoLimits) with { TokenFormula = TokenRules.Find(rule), MaxTokensPerImage = most }, Images);
            var planned = 0;
            for (var i = 0; i < Images; i++)
            {
                var image = FitCase.Located(FitCase.Photo with { Width = 16_384 - i, Height = 3_000 - i });
                planned += ImageRewrite.Plan(image, default(FitReasons).With(FitReason.Tokens), rules).Succeeded ? 1 : 0;
            }

            planned.ShouldBeOneOf(0, Images);
            rules.Search!.Counts.ShouldBeLessThan(EdgeSearch.ExactCounts + ((planned == 0 ? 2 : 4) * EdgeSearch.MostCoarseTries * Images));
        }
    }

    [Fact]
    public void PlanAll_FiveHundredSizesForPhi4_TakesFarLessThanItDid()
    {
        var rule = TokenRules.Names.First(name => name.Contains("phi-4", StringComparison.OrdinalIgnoreCase));
        var demand = FitCase.Demand(FitCase.NoLimits) with { TokenFormula = TokenRules.Find(rule), MaxTokensPerImage = 600 };
        LocatedImage[] images = [.. Enumerable.Range(0, Images).Select(i => FitCase.Located(FitCase.Photo with { Width = 16_384 - i, Height = 3_000 - i }, i))];

        var from = Stopwatch.GetTimestamp();
        var outcome = FitPlanner.PlanAll(images, demand);

        // It took 12 to 25 s, and takes 0.1 s: no measure of speed, but of a search that nothing bounds.
        Stopwatch.GetElapsedTime(from).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        outcome.Value.ShouldAllBe(plan => plan is RewritePlan);
    }

    [Theory]
    [InlineData("openai:gpt-4o", 600)]
    [InlineData("anthropic:claude-sonnet-4-5", 600)]
    [InlineData("google:gemini-2.0-flash", 600)]
    [InlineData("google:gemini-2.5-flash", 300)]
    public void PlanAll_SixteenPhotosOfDifferentSizes_EachGetsTheLargestBox(string rule, long most)
    {
        var formula = TokenRules.Find(rule);
        var demand = FitCase.Demand(FitCase.NoLimits) with { TokenFormula = formula, MaxTokensPerImage = most };
        LocatedImage[] images = [.. Enumerable.Range(0, 16).Select(i => FitCase.Located(FitCase.Photo with { Format = ImageFormat.Png, Width = 4_096 - (7 * i), Height = 3_072 - i }, i))];

        var plans = FitPlanner.PlanAll(images, demand).Value;

        for (var i = 0; i < images.Length; i++)
        {
            var report = ImageReports.Of(images[i], plans[i], demand, result: null);
            (report.To!.Width, report.To.Height).ShouldBe(ImageTokens.LargestWithin(formula, 4_096 - (7 * i), 3_072 - i, ImageDetail.Auto, most)!.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Largest_InSteps_IsCheapEnoughAndHardlySmallerThanTheLargest(string rule)
    {
        var formula = TokenRules.Find(rule);
        var random = new Random(20_261_120);
        var (searches, pockets) = (0, 0);
        for (var round = 0; round < 300; round++)
        {
            var size = new ImageSize(random.Next(1, 6_000), random.Next(1, 6_000));
            var most = random.Next(50, 3_000);
            var exact = new EdgeSearch(int.MaxValue).Largest(size.Longer, 1, Fits);
            var found = new EdgeSearch(0).Largest(size.Longer, 1, Fits);
            found.ShouldBeLessThanOrEqualTo(exact);
            (found == 0 || Fits(found)).ShouldBeTrue();
            searches++;
            pockets += found < exact - (exact / 64) ? 1 : 0;

            bool Fits(int edge)
            {
                var tried = size.AtEdge(edge);
                return ImageTokens.Count(formula, tried.Width, tried.Height, ImageDetail.High).Tokens <= most;
            }
        }

        // Pockets of rules of tiles can be missed, and by more than a step; nothing else.
        pockets.ShouldBeLessThanOrEqualTo(searches / 50, rule);
    }
}
