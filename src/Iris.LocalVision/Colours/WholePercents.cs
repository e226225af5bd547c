namespace Iris.LocalVision.Colours;

/// <summary>Rounds shares to whole per cent so that they and the rest add up to 100.</summary>
internal static class WholePercents
{
    /// <summary>Rounds by largest remainder.</summary>
    /// <param name="parts">Counts, together at most <paramref name="whole"/>.</param>
    /// <param name="whole">Above zero.</param>
    /// <returns>One number for each part and, last, the rest.</returns>
    public static int[] Round(ReadOnlySpan<long> parts, long whole)
    {
        var exact = new double[parts.Length + 1];
        var rest = whole;
        for (var i = 0; i < parts.Length; i++)
        {
            exact[i] = parts[i] * 100.0 / whole;
            rest -= parts[i];
        }

        exact[^1] = rest * 100.0 / whole;
        var rounded = exact.Select(value => (int)value).ToArray();
        var missing = 100 - rounded.Sum();
        foreach (var i in Enumerable.Range(0, exact.Length).OrderByDescending(i => exact[i] - rounded[i]).Take(missing))
        {
            rounded[i]++;
        }

        return rounded;
    }
}
