using System.Globalization;
using System.Runtime.InteropServices;

namespace Iris.PixelBench;

/// <summary>CPU time of processes, finer than the hundredths of a second of /proc/PID/stat.</summary>
internal static partial class ProcessCpu
{
    private const int Children = -1;

    /// <summary>Of this process.</summary>
    public static TimeSpan OfThis() => Environment.CpuUsage.TotalTime;

    /// <summary>Of all threads of another process that are alive.</summary>
    public static TimeSpan Of(int processId)
    {
        var nanoseconds = Directory
            .EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/task"))
            .Sum(task => long.Parse(File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture));
        return TimeSpan.FromMicroseconds(nanoseconds / 1000d);
    }

    /// <summary>Of all child processes that have ended.</summary>
    public static TimeSpan OfEndedChildren()
    {
        GetUsage(Children, out var usage);
        return TimeSpan.FromMicroseconds(((usage.UserSeconds + usage.SystemSeconds) * 1_000_000d) + usage.UserMicroseconds + usage.SystemMicroseconds);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, out Usage usage);

    // struct rusage on 64-bit Linux: two times, then fourteen counters.
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
