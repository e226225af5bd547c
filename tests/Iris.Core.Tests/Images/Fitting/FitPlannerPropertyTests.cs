using Iris.Core.Catalogue;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Providers.Profiles;

namespace Iris.Core.Tests.Images.Fitting;

/// <summary>Random images against every limits profile of the catalogue and some that are narrow in every way: what is planned breaks no limit.</summary>
public sealed class FitPlannerPropertyTests
{
    private const int RequestsPerProfile = 150;
    private const int Seed = 20_261_120;

    private static readonly ModelCatalogue Catalogue = ModelCatalogue.LoadEmbedded();

    private static readonly TokenFormula?[] Formulas =
    [
        null,
        .. ProviderProfiles.All
            .SelectMany(profile => Catalogue.EndpointsOf(profile.Name))
            .Select(endpoint => endpoint.TokenFormula)
            .OfType<TokenFormula>()
            .DistinctBy(formula => formula.ToString()),
    ];

    public static TheoryData<string> Profiles => [.. Catalogue.LimitsProfiles, .. Narrow.Select(limits => limits.Profile)];

    private static ImageLimits[] Narrow =>
    [
        new() { Profile = "narrow png", Formats = [ImageFormat.Png], MaxEdge = 777, MaxPixels = 300_000, MaxImageBytes = 100_000, Measure = ByteMeasure.Base64, MinEdge = 10, MaxAspect = 50 },
        new() { Profile = "narrow jpeg", Formats = [ImageFormat.Jpeg], MaxEdge = 2_000, ManyImages = new ManyImagesLimit(3, 500), MaxTotalBytes = 900_000, MaxRequestBytes = 1_000_000, MaxAspect = 4 },
        new() { Profile = "narrow webp", Formats = [ImageFormat.WebP, ImageFormat.Gif], AllowsAnimation = true, AppliesOrientation = true, MaxPixels = 99_999, MaxImages = 4, MaxTotalBytes = 60_000, Measure = ByteMeasure.Base64, MinEdge = 3 },
    ];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void PlanAll_AnyImagesForAnyProfile_BreakNoLimit(string profile)
    {
        var limits = Narrow.SingleOrDefault(one => one.Profile == profile) ?? Catalogue.Limits(profile);
        var random = new Random(Seed ^ profile.Length);
        for (var request = 0; request < RequestsPerProfile; request++)
        {
            var demand = NextDemand(random, limits);
            var images = NextImages(random);
            var outcome = FitPlanner.PlanAll(images, demand);
            var oracle = new FitOracle(demand, images);
            if (outcome.TryGet(out var plans, out var error))
            {
                oracle.AcceptsAll(plans);
            }
            else
            {
                oracle.Justifies(error);
            }
        }
    }

    [Fact]
    public void Plan_AnyRuleAndAnyCap_NeverCostsMoreThanAllowed()
    {
        var random = new Random(Seed);
        foreach (var formula in Formulas)
        {
            for (var round = 0; round < 40; round++)
            {
                var image = FitCase.Located(FitCase.Photo with { Width = random.Next(1, 3_000), Height = random.Next(1, 3_000) });
                var demand = FitCase.Demand(FitCase.NoLimits) with { TokenFormula = formula, MaxTokensPerImage = random.Next(1, 2_000), Detail = (ImageDetail)random.Next(4) };
                var outcome = FitPlanner.Plan(image, demand);
                var oracle = new FitOracle(demand, [image]);
                if (outcome.TryGet(out var plan, out var error))
                {
                    oracle.AcceptsAll([plan]);
                }
                else
                {
                    oracle.Justifies(error);
                }
            }
        }
    }

    [Fact]
    public void PlanAll_SameImagesTwice_GiveTheSamePlans()
    {
        var random = new Random(Seed);
        for (var request = 0; request < RequestsPerProfile; request++)
        {
            var demand = NextDemand(random, Narrow[request % Narrow.Length]);
            var images = NextImages(random);
            Text(FitPlanner.PlanAll(images, demand)).ShouldBe(Text(FitPlanner.PlanAll(images, demand)));
        }

        static string Text(Outcome<IReadOnlyList<FitPlan>> outcome)
            => outcome.Error?.Message ?? string.Join(";", outcome.Value.Select(plan => plan is RewritePlan rewrite ? $"{rewrite.Target} {string.Join(",", rewrite.Reasons)}" : plan.ToString()));
    }

    private static FitDemand NextDemand(Random random, ImageLimits limits) => new()
    {
        Limits = limits,
        TokenFormula = Formulas[random.Next(Formulas.Length)],
        Policy = random.Next(4) == 0 ? ImagePolicy.Strict : ImagePolicy.Adapt,
        MaxTokensPerImage = random.Next(3) == 0 ? random.Next(50, 4_000) : null,
        Detail = random.Next(2) == 0 ? (ImageDetail)random.Next(4) : null,
        StripMetadata = random.Next(2) == 0,
        OtherBytes = random.Next(100_000),
    };

    private static LocatedImage[] NextImages(Random random)
        => [.. Enumerable.Range(0, random.Next(5) == 0 ? random.Next(1, 40) : random.Next(1, 4)).Select(index => FitCase.Located(NextFacts(random), index))];

    private static ImageFacts NextFacts(Random random)
    {
        var width = NextEdge(random);
        return new ImageFacts
        {
            Format = (ImageFormat)random.Next(1, 8),
            Width = width,
            Height = random.Next(8) == 0 ? NextEdge(random) : Math.Clamp((int)(width * Math.Pow(2, (random.NextDouble() * 4) - 2)), 1, 16_384),
            Bytes = (long)Math.Pow(2, 6 + (random.NextDouble() * 20)),
            Frames = random.Next(6) == 0 ? random.Next(2, 50) : 1,
            Orientation = random.Next(3) == 0 ? random.Next(1, 9) : 1,
            Colour = random.Next(4) == 0 ? (ImageColour)random.Next(4) : ImageColour.Plain,
            HasAlpha = random.Next(3) == 0,
            HasMetadata = random.Next(2) == 0,
        };
    }

    private static int NextEdge(Random random) => Math.Max(1, (int)Math.Pow(2, random.NextDouble() * 14));
}
