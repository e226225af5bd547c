using Iris.Core.Images;
using Iris.Core.Images.Tokens;
using Iris.Core.Model;

namespace Iris.Core.Tests.Images.Tokens;

/// <summary>What holds for every rule, tried with sizes from a fixed seed.</summary>
public sealed class ImageTokensPropertyTests
{
    private const int Seed = 20_261_120;

    private static readonly int[] Edges = [1, 2, 3, 13, 14, 27, 28, 29, 32, 255, 384, 385, 448, 512, 513, 560, 768, 1024, 1536, 1568, 2048, 2576, 4096, 6000, 8000, 16_384, 65_535];

    public static TheoryData<string> Rules() => [.. TokenRules.Names];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Count_AnySize_IsPositiveAndAlwaysTheSame(string rule)
    {
        var formula = TokenRules.Find(rule);
        var again = TokenRules.Find(rule);
        foreach (var (width, height) in EdgeSizes().Concat(RandomSizes(65_535, 500)))
        {
            foreach (var detail in Enum.GetValues<ImageDetail>())
            {
                var count = ImageTokens.Count(formula, width, height, detail);
                count.Tokens.ShouldBeInRange(LeastTokens.Of(formula, detail), 65_535L * 65_535, $"{width} × {height}, {detail}");
                ImageTokens.Count(again, width, height, detail).ShouldBe(count);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Most_AnyImageThatIsLetThrough_CostsNoMore(string rule)
    {
        var formula = TokenRules.Find(rule);
        foreach (var detail in Enum.GetValues<ImageDetail>())
        {
            var most = ImageTokens.Most(formula, detail).Tokens;
            foreach (var (width, height) in EdgeSizes().Concat(ThinSizes()).Concat(RandomSizes(16_384, 4_000)).Concat(RandomSizes(700, 2_000)).Where(IsLetThrough))
            {
                ImageTokens.Count(formula, width, height, detail).Tokens.ShouldBeLessThanOrEqualTo(most, $"{width} × {height}, {detail}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Most_Bound_IsNearToWhatImagesCost(string rule)
    {
        var formula = TokenRules.Find(rule);
        foreach (var detail in Enum.GetValues<ImageDetail>())
        {
            var dearest = EdgeSizes().Concat(ThinSizes()).Concat(RandomSizes(16_384, 6_000)).Concat(RandomSizes(700, 2_000)).Where(IsLetThrough)
                .Max(size => ImageTokens.Count(formula, size.Width, size.Height, detail).Tokens);
            ImageTokens.Most(formula, detail).Tokens.ShouldBeLessThanOrEqualTo(dearest * 3 / 2, $"{detail}");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void LargestWithin_SmallImages_IsWhatTryingEverySizeGives(string rule)
    {
        var formula = TokenRules.Find(rule);
        foreach (var (width, height) in RandomSizes(900, 6).Append((385, 384)).Append((700, 50)))
        {
            var whole = ImageTokens.Count(formula, width, height, ImageDetail.High).Tokens;
            foreach (var limit in new[] { 0, 1, whole / 7, whole / 3, whole / 2, whole - 1, whole, whole + 1 })
            {
                var found = ImageTokens.LargestWithin(formula, width, height, ImageDetail.High, limit);
                found.ShouldBe(EverySize(width, height).Cast<(int Width, int Height)?>().FirstOrDefault(
                    size => ImageTokens.Count(formula, size!.Value.Width, size.Value.Height, ImageDetail.High).Tokens <= limit), $"{width} × {height} within {limit}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void LargestWithin_Photo_CostsNoMoreAndKeepsItsShape(string rule)
    {
        var formula = TokenRules.Find(rule);
        foreach (var limit in new long[] { 100, 258, 500, 1_000, 1_500, 3_000 })
        {
            if (ImageTokens.LargestWithin(formula, 4032, 3024, ImageDetail.Auto, limit) is not { } size)
            {
                continue;
            }

            ImageTokens.Count(formula, size.Width, size.Height, ImageDetail.Auto).Tokens.ShouldBeLessThanOrEqualTo(limit);
            size.Width.ShouldBeLessThanOrEqualTo(4032);
            Math.Abs(size.Height - (size.Width * 0.75)).ShouldBeLessThanOrEqualTo(0.5);
        }
    }

    private static IEnumerable<(int Width, int Height)> EverySize(int width, int height)
    {
        for (var edge = Math.Max(width, height); edge >= 1; edge--)
        {
            var other = Math.Max(1, (int)Math.Round((double)edge * Math.Min(width, height) / Math.Max(width, height), MidpointRounding.AwayFromZero));
            yield return width >= height ? (edge, other) : (other, edge);
        }
    }

    private static bool IsLetThrough((int Width, int Height) size)
        => HardCaps.Default.Check(new ImageFacts { Format = ImageFormat.Jpeg, Bytes = 1, Width = size.Width, Height = size.Height }) is null;

    /// <summary>As long as the caps let them be: below 4 096 px any shape is let through.</summary>
    private static IEnumerable<(int Width, int Height)> ThinSizes()
    {
        for (var shorter = 1; shorter <= 600; shorter++)
        {
            foreach (var longer in new[] { 385, 1_000, 4_095, 4_096, Math.Min(shorter * 100, 16_384), Math.Min(shorter * 37, 16_384) })
            {
                yield return (longer, shorter);
                yield return (shorter, longer);
            }
        }
    }

    private static IEnumerable<(int Width, int Height)> EdgeSizes() => Edges.SelectMany(width => Edges.Select(height => (width, height)));

    private static IEnumerable<(int Width, int Height)> RandomSizes(int most, int count)
    {
        var random = new Random(Seed);
        return Enumerable.Range(0, count).Select(_ => (random.Next(1, most + 1), random.Next(1, most + 1))).ToList();
    }
}
