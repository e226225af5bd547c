using System.Globalization;

namespace Iris.LoadBench.Processes;

/// <summary>Processor time and memory of a process and its descendants, read from /proc.</summary>
internal sealed class ProcessTree(int root)
{
    /// <summary>The kernel's clock tick for /proc, 100 a second on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Processor time so far, of dead children too once their parent has waited for them.</summary>
    public TimeSpan CpuTime()
    {
        var ticks = Living().Sum(process => process.CpuTicks);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>Sum of the processes' largest resident sizes since <see cref="ResetPeak"/>. Shared pages count for each: an upper bound.</summary>
    public long PeakBytes() => Living().Sum(process => ReadPeak(process.Id));

    /// <summary>Starts a new measurement of the peak from what is resident now.</summary>
    public void ResetPeak()
    {
        foreach (var process in Living())
        {
            try
            {
                File.WriteAllText($"/proc/{process.Id}/clear_refs", "5");
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // A worker of another user, or one that has just ended: its peak since its start is shown, which is larger.
            }
        }
    }

    private List<StatLine> Living()
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? StatLine.Read(id) : null)
            .OfType<StatLine>()
            .ToLookup(process => process.Parent);
        var tree = new List<StatLine>();
        if (StatLine.Read(root) is { } first)
        {
            tree.Add(first);
        }

        for (var index = 0; index < tree.Count; index++)
        {
            tree.AddRange(all[tree[index].Id]);
        }

        return tree;
    }

    private static long ReadPeak(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6, line.Length - 8).Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
