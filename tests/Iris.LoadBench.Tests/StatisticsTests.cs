using Iris.LoadBench.Load;

namespace Iris.LoadBench.Tests;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(50, 50)]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    [InlineData(0.5, 1)]
    public void Percentile_OfOneToHundred_IsTheNearestRank(double percent, double expected) =>
        Statistics.Percentile([.. Enumerable.Range(1, 100).Select(value => (double)value)], percent).ShouldBe(expected);

    [Fact]
    public void Percentile_OfFewValues_IsOneOfThem() => Statistics.Percentile([3, 8], 99).ShouldBe(8);

    [Fact]
    public void Percentile_OfNothing_IsNoNumber() => Statistics.Percentile([], 50).ShouldBe(double.NaN);

    [Fact]
    public void Median_OddCount_IsTheMiddleOne() => Statistics.Median([9, 1, 5]).ShouldBe(5);

    [Fact]
    public void Median_EvenCount_IsTheMeanOfTheMiddleTwo() => Statistics.Median([9, 1, 5, 7]).ShouldBe(6);

    [Fact]
    public void Median_WithRoundsWithoutAnswer_LeavesThemOut() => Statistics.Median([double.NaN, 4, double.NaN]).ShouldBe(4);
}
