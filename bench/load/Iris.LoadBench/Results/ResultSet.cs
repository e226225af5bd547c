using Iris.LoadBench.Load;

namespace Iris.LoadBench.Results;

/// <summary>The samples of a run by row, in the order in which the rows first came.</summary>
internal sealed class ResultSet
{
    private readonly OrderedDictionary<Cell, List<CellSample>> _samples = [];

    /// <summary>The rows.</summary>
    public IEnumerable<Cell> Cells => _samples.Keys;

    /// <summary>Adds the sample of one round.</summary>
    public void Add(Cell cell, CellSample sample)
    {
        if (!_samples.TryGetValue(cell, out var list))
        {
            _samples.Add(cell, list = []);
        }

        list.Add(sample);
    }

    /// <summary>The row over its rounds: medians, but the largest memory and all errors.</summary>
    public CellSample? Summary(Cell cell)
    {
        if (!_samples.TryGetValue(cell, out var list))
        {
            return null;
        }

        var cpu = Statistics.Median(list.Select(sample => sample.CpuMilliseconds ?? double.NaN));
        return new CellSample(
            Statistics.Median(list.Select(sample => sample.RequestsPerSecond)),
            Statistics.Median(list.Select(sample => sample.P50)),
            Statistics.Median(list.Select(sample => sample.P99)),
            double.IsNaN(cpu) ? null : cpu,
            list.Max(sample => sample.PeakRssBytes),
            list.Sum(sample => sample.Errors));
    }

    /// <summary>How many times the requests a second of another target the row has; null when that target did not run or did nothing.</summary>
    public double? Ratio(Cell cell, string other) =>
        Summary(cell) is { } mine && Summary(cell with { Target = other }) is { RequestsPerSecond: > 0 } theirs
            ? mine.RequestsPerSecond / theirs.RequestsPerSecond
            : null;
}
