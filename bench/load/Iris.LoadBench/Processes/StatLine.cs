using System.Globalization;

namespace Iris.LoadBench.Processes;

/// <summary>What this bench reads of /proc/PID/stat (proc(5), fields 4, 14 to 17 and 22).</summary>
/// <param name="Id">Process id.</param>
/// <param name="Parent">Its parent's id.</param>
/// <param name="CpuTicks">User and system time, its own and that of children it has waited for.</param>
/// <param name="Started">Ticks since boot: tells a process from a later one with the same id.</param>
internal sealed record StatLine(int Id, int Parent, long CpuTicks, long Started)
{
    /// <summary>Reads the line of a process.</summary>
    /// <returns>Null when there is no such process.</returns>
    public static StatLine? Read(int id)
    {
        try
        {
            return Parse(id, File.ReadAllText($"/proc/{id}/stat"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Parses the line; the name in parentheses may hold spaces and parentheses itself.</summary>
    public static StatLine Parse(int id, string line)
    {
        var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return new StatLine(
            id,
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            fields[11..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)),
            long.Parse(fields[19], CultureInfo.InvariantCulture));
    }
}
