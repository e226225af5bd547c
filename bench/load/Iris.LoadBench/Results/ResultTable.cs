using System.Globalization;
using System.Text;
using Iris.LoadBench.Targets;

namespace Iris.LoadBench.Results;

/// <summary>Writes a result set as one Markdown table.</summary>
internal static class ResultTable
{
    private const string None = "–";

    /// <summary>The table, a line a row, ending in a newline.</summary>
    public static string Render(ResultSet results)
    {
        var table = new StringBuilder()
            .AppendLine("| body | connections | target | requests/s | p50 ms | p99 ms | CPU ms/request | peak RSS MB | errors | × nginx | × Portkey |")
            .AppendLine("|---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var cell in results.Cells)
        {
            var row = results.Summary(cell)!;
            string[] columns =
            [
                cell.Size,
                cell.Connections.ToString(CultureInfo.InvariantCulture),
                cell.Target,
                Number(row.RequestsPerSecond),
                Number(row.P50),
                Number(row.P99),
                Number(row.CpuMilliseconds),
                row.PeakRssBytes is { } bytes ? (bytes / 1e6).ToString("0", CultureInfo.InvariantCulture) : None,
                row.Errors.ToString(CultureInfo.InvariantCulture),
                Number(results.Ratio(cell, TargetList.Nginx)),
                Number(results.Ratio(cell, TargetList.Portkey)),
            ];
            table.Append("| ").AppendJoin(" | ", columns).AppendLine(" |");
        }

        return table.ToString();
    }

    /// <summary>A number in three or so significant digits, or a dash.</summary>
    public static string Number(double? value) => value switch
    {
        null or double.NaN => None,
        >= 100 => value.Value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => value.Value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
