namespace Iris.LocalVision.Colours;

/// <summary>Says in words where the pixels of one colour lie.</summary>
internal static class PlaceFinder
{
    private const double Nearly = 0.85;
    private const double Mostly = 0.6;
    private const double Part = 0.25;

    private static readonly string[] Rows = ["at the top", "in the middle", "at the bottom"];
    private static readonly string[] Columns = ["on the left", "in the middle", "on the right"];

    /// <summary>Finds the words.</summary>
    /// <param name="fields">Pixels in each of nine fields, row by row.</param>
    /// <returns>For instance <c>mostly at the top</c>; null when no place stands out.</returns>
    public static string? Describe(ReadOnlySpan<long> fields)
    {
        double all = Sum(fields);
        if (all == 0)
        {
            return null;
        }

        Span<double> rows = stackalloc double[3];
        Span<double> columns = stackalloc double[3];
        for (var i = 0; i < fields.Length; i++)
        {
            rows[i / 3] += fields[i] / all;
            columns[i % 3] += fields[i] / all;
        }

        return OneRow(rows) ?? TwoRows(rows) ?? Side(columns) ?? CentreOrEdge(fields[4] / all);
    }

    /// <summary>Where a place stands when places are told from top to bottom.</summary>
    public static int Rank(string place) => place switch
    {
        _ when place.StartsWith("at the top", StringComparison.Ordinal) => 0,
        _ when place.EndsWith("at the top", StringComparison.Ordinal) => 1,
        _ when place.StartsWith("in the middle and", StringComparison.Ordinal) => 3,
        _ when place.EndsWith("at the bottom", StringComparison.Ordinal) => 4,
        _ when place.EndsWith("in the middle", StringComparison.Ordinal) => 2,
        _ => 5,
    };

    private static string? OneRow(ReadOnlySpan<double> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= Mostly)
            {
                return rows[i] >= Nearly ? Rows[i] : "mostly " + Rows[i];
            }
        }

        return null;
    }

    private static string? TwoRows(ReadOnlySpan<double> rows)
    {
        if (rows[2] < 1 - Nearly && Math.Min(rows[0], rows[1]) >= Part)
        {
            return "at the top and in the middle";
        }

        if (rows[0] < 1 - Nearly && Math.Min(rows[1], rows[2]) >= Part)
        {
            return "in the middle and at the bottom";
        }

        return rows[1] < (1 - Nearly) / 2 && Math.Min(rows[0], rows[2]) >= Part ? "at the top and at the bottom" : null;
    }

    private static string? Side(ReadOnlySpan<double> columns)
    {
        foreach (var i in (ReadOnlySpan<int>)[0, 2])
        {
            if (columns[i] >= Mostly)
            {
                return columns[i] >= Nearly ? Columns[i] : "mostly " + Columns[i];
            }
        }

        return null;
    }

    private static string? CentreOrEdge(double centre) => centre switch
    {
        >= 0.4 => "mostly in the centre",
        <= 0.02 => "around the edges",
        _ => null,
    };

    private static long Sum(ReadOnlySpan<long> fields)
    {
        long sum = 0;
        foreach (var field in fields)
        {
            sum += field;
        }

        return sum;
    }
}
