using Iris.LoadBench.Load;
using Iris.LoadBench.Results;

namespace Iris.LoadBench.Tests;

public sealed class ResultTests
{
    private static readonly Cell Iris = new("1MB", 16, "iris");

    [Fact]
    public void Table_OverRounds_ShowsMediansLargestMemoryAllErrorsAndRatios()
    {
        var results = new ResultSet();
        foreach (var (mine, theirs) in new[] { (900.0, 1000.0), (1500, 1200), (1800, 800) })
        {
            results.Add(Iris with { Target = "nginx" }, new CellSample(theirs, 1, 2, 0.5, 9_000_000, 0));
            results.Add(Iris, new CellSample(mine, mine / 100, 20, 0.7, (long)mine * 100_000, 1));
        }

        var row = ResultTable.Render(results).Split('\n')[3];

        row.ShouldBe("| 1MB | 16 | iris | 1500 | 15.0 | 20.0 | 0.700 | 180 | 3 | 1.50 | – |");
    }

    [Fact]
    public void Table_TargetWithoutAnswers_ShowsDashesAndItsErrors()
    {
        var results = new ResultSet();
        results.Add(Iris, new CellSample(0, double.NaN, double.NaN, null, null, 7));

        ResultTable.Render(results).ShouldContain("| 1MB | 16 | iris | 0.000 | – | – | – | – | 7 | – | – |");
    }

    [Fact]
    public void Page_WithMarkers_KeepsEverythingAroundThem()
    {
        const string Page = "a\n<!-- load:begin -->\nold\n<!-- load:end -->\nb\n<!-- memory:begin -->\nkept\n<!-- memory:end -->\n";

        var once = DocsPage.Replace(Page, "load", "new\n");

        once.ShouldBe("a\n<!-- load:begin -->\nnew\n<!-- load:end -->\nb\n<!-- memory:begin -->\nkept\n<!-- memory:end -->\n");
        DocsPage.Replace(once, "load", "new\n").ShouldBe(once);
    }

    [Fact]
    public void Page_WithoutMarkers_IsRefused() =>
        Should.Throw<LoadBenchException>(() => DocsPage.Replace("nothing", "load", "new"));
}
