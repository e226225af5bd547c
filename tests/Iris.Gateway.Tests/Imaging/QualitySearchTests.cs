using Iris.Imaging.Vips;

namespace Iris.Gateway.Tests.Imaging;

public sealed class QualitySearchTests
{
    private const int Tries = 6;

    [Fact]
    public void Search_BestFits_TriesNothingElse()
    {
        var search = new QualitySearch(90, 40, 90, 1_000, Tries);

        search.Report(1_000).ShouldBeTrue();

        search.Next.ShouldBeNull();
    }

    [Fact]
    public void Search_WorstDoesNotFit_EndsWithoutAnAnswerInTwoTries()
    {
        var search = new QualitySearch(90, 40, 90, 1_000, Tries);

        search.Report(100_000).ShouldBeFalse();
        search.Next.ShouldBe(40);
        search.Report(30_000).ShouldBeFalse();

        search.Next.ShouldBeNull();
    }

    [Fact]
    public void Search_LastTryAfterTwoMisses_IsTheWorstQuality()
    {
        var search = new QualitySearch(90, 40, 90, 1_000, 3);

        search.Report(1_300);
        search.Report(1_100);

        search.Next.ShouldBe(40);
    }

    [Fact]
    public void Search_OnlyTwoTries_TakesACautiousSecond()
    {
        var search = new QualitySearch(90, 40, 90, 1_000, 2);

        search.Report(1_300).ShouldBeFalse();

        search.Next.ShouldNotBeNull().ShouldBeInRange(60, 80);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(0.65)]
    [InlineData(0.9)]
    [InlineData(1.6)]
    public void Search_OverAnyFallingCurve_FindsNearlyTheBestInFewTries(double power)
    {
        for (var share = 0.15; share < 1; share += 0.05)
        {
            var budget = (long)(share * 1_000_000);
            var best = Enumerable.Range(40, 51).LastOrDefault(quality => SizeAt(quality) <= budget);

            var (found, tries) = Run(new QualitySearch(90, 40, 90, budget, Tries), SizeAt, budget);

            tries.ShouldBeLessThanOrEqualTo(Tries);
            (found > 0).ShouldBe(best > 0, $"{share}");
            var isGood = found == best || SizeAt(found) >= 0.95 * budget;
            isGood.ShouldBeTrue($"budget {share}: {found} instead of {best}");
        }

        long SizeAt(int quality) => (long)(1_000_000 * Math.Pow(Scale(90) / Scale(quality), power));
    }

    [Fact]
    public void Search_OverANonsensicalCurve_AnswersOnlyWhatFits()
    {
        var chance = new Random(40);
        for (var number = 0; number < 500; number++)
        {
            var sizes = Enumerable.Range(0, 101).Select(_ => (long)chance.Next(0, 2_000)).ToArray();

            var (found, tries) = Run(new QualitySearch(90, 40, chance.Next(40, 91), 1_000, Tries), quality => sizes[quality], 1_000);

            tries.ShouldBeLessThanOrEqualTo(Tries);
            (found == 0 || (found is >= 40 and <= 90 && sizes[found] <= 1_000)).ShouldBeTrue();
        }
    }

    private static (int Found, int Tries) Run(QualitySearch search, Func<int, long> sizeAt, long budget)
    {
        var (found, tries) = (0, 0);
        while (search.Next is { } quality)
        {
            quality.ShouldBeInRange(40, 90);
            tries++;
            var isFit = search.Report(sizeAt(quality));
            isFit.ShouldBe(sizeAt(quality) <= budget);
            found = isFit ? quality : found;
        }

        return (found, tries);
    }

    private static double Scale(int quality) => quality < 50 ? 50d / quality : 2 - (quality / 50d);
}
