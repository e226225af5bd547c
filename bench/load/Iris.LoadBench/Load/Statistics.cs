namespace Iris.LoadBench.Load;

/// <summary>The two statistics of the table.</summary>
internal static class Statistics
{
    /// <summary>The nearest-rank percentile of values in ascending order; NaN of none.</summary>
    /// <param name="ascending">Sorted values.</param>
    /// <param name="percent">Above 0, at most 100.</param>
    public static double Percentile(IReadOnlyList<double> ascending, double percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        return ascending.Count == 0
            ? double.NaN
            : ascending[Math.Max(0, (int)Math.Ceiling(percent / 100 * ascending.Count) - 1)];
    }

    /// <summary>The middle value, or the mean of the two in the middle; NaN of none. Values that are not numbers are left out.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Where(value => !double.IsNaN(value)).Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
