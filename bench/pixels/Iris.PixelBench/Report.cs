using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Iris.Imaging.Vips;

namespace Iris.PixelBench;

/// <summary>The part of the page: when, where, what, with which command, and the table.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins with the line above the table.</summary>
    public Report(DateTimeOffset now, string? command, string loadBefore, int rounds, IEnumerable<string> arguments)
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        _text
            .Append(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd HH:mm} UTC; {Environment.ProcessorCount} cores ({model ?? "unknown"}), ")
            .Append(CultureInfo.InvariantCulture, $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; libvips {VipsNative.Version(0)}.{VipsNative.Version(1)}.{VipsNative.Version(2)} in Iris, {(command is null ? "vipsthumbnail is not installed" : $"{command} in vipsthumbnail")}; ")
            .Append(CultureInfo.InvariantCulture, $"{rounds} rounds; load average before {loadBefore}; `{string.Join(' ', arguments.Prepend("bench/pixels/run"))}`\n\n")
            .AppendLine("| picture | way | wall ms | CPU ms | wall × in process | bytes out |")
            .AppendLine("|---|---|--:|--:|--:|--:|");
    }

    /// <summary>Adds the rows of one picture.</summary>
    /// <param name="picture">Which.</param>
    /// <param name="contenders">Who.</param>
    /// <param name="medians">In the same order.</param>
    /// <param name="reference">Index of the one that the others are divided by.</param>
    public void Add(Picture picture, IReadOnlyList<IContender> contenders, IReadOnlyList<Sample> medians, int reference)
    {
        for (var at = 0; at < contenders.Count; at++)
        {
            var sample = medians[at];
            _text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {picture.Name} ({picture.Jpeg.Length / 1e6:0.0} MB) | {contenders[at].Name} | {sample.WallMilliseconds:0.0} | {sample.CpuMilliseconds:0.0} | {sample.WallMilliseconds / medians[reference].WallMilliseconds:0.00} | {sample.Bytes} |");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
