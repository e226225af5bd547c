using System.Globalization;
using System.Runtime.InteropServices;
using Iris.LoadBench.Processes;
using Iris.LoadBench.Targets;

namespace Iris.LoadBench.Results;

/// <summary>The line above a table: when, where, what, with which command.</summary>
internal static class RunHeader
{
    /// <summary>Renders it.</summary>
    public static string Render(IEnumerable<ITarget> targets, Workspace workspace, TimeProvider time, string loadBefore, IEnumerable<string> arguments)
    {
        var date = time.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var versions = string.Join(", ", targets.Select(target => target.Version(workspace)).Where(version => version is not null));
        var command = string.Join(' ', arguments.Prepend("bench/load/run"));
        return $"{date}; {Machine()}; {versions}; load average before {loadBefore}; `{command}`\n";
    }

    /// <summary>The machine's load average of one minute: well above 0 means that others disturb the numbers.</summary>
    public static string LoadAverage() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static string Machine()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores ({model ?? "unknown"}), {memory:0} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
    }
}
