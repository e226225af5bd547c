using System.Globalization;

namespace Iris.Gateway.Tests.Imaging;

/// <summary>The most resident memory that a worker process had since the last reset.</summary>
internal static class WorkerMemory
{
    public static long PeakBytes(int processId)
    {
        var line = File.ReadLines(Path(processId, "status")).Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }

    public static void ResetPeak(int processId) => File.WriteAllText(Path(processId, "clear_refs"), "5");

    private static string Path(int processId, string name) => string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/{name}");
}
