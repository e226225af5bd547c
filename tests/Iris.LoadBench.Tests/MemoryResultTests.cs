namespace Iris.LoadBench.Tests;

public sealed class MemoryResultTests
{
    private static readonly MemoryResult Good = new(
        "iris", 26_700_000, new Dictionary<string, int> { ["429"] = 150, ["200"] = 50 }, TimeSpan.FromSeconds(2), 1_400_000_000, AnswersAfterwards: true)
    {
        BoundBytes = MemoryResult.BoundOf(1024),
    };

    [Fact]
    public void Result_ServedOrRefusedInsideTheBound_IsOrderlyAndReads()
    {
        Good.IsOrderly.ShouldBeTrue();
        Good.Render().ShouldBe("- iris: 200 uploads of 26.7 MB at once: 50 × 200, 150 × 429; peak RSS 1400 MB (bound 1496 MB); 2.0 s; answers afterwards");
    }

    [Fact]
    public void Result_WithAnotherStatusALostConnectionMoreMemoryOrADeadTarget_IsNot()
    {
        (Good with { Outcomes = new Dictionary<string, int> { ["500"] = 1, ["200"] = 199 } }).IsOrderly.ShouldBeFalse();
        (Good with { Outcomes = new Dictionary<string, int> { ["connection lost"] = 1 } }).IsOrderly.ShouldBeFalse();
        (Good with { PeakRssBytes = 1_600_000_000 }).IsOrderly.ShouldBeFalse();
        (Good with { AnswersAfterwards = false }).IsOrderly.ShouldBeFalse();
    }
}
