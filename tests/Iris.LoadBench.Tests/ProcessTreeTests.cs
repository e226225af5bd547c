using Iris.LoadBench.Processes;

namespace Iris.LoadBench.Tests;

public sealed class ProcessTreeTests
{
    [Fact]
    public void StatLine_NameWithSpacesAndParentheses_IsReadBehindIt()
    {
        const string Line = "42 (a) b (c) S 7 1 1 0 -1 0 0 0 0 0 10 20 3 4 20 0 1 0 999 1000 50";

        StatLine.Parse(42, Line).ShouldBe(new StatLine(42, 7, 37, 999));
    }

    [Fact]
    public void Tree_OfThisProcess_HasTimeAndMemory()
    {
        var tree = new ProcessTree(Environment.ProcessId);

        tree.PeakBytes().ShouldBeGreaterThan(10_000_000);
        tree.CpuTime().ShouldBeGreaterThan(TimeSpan.Zero);
    }
}
