using System.Net;
using System.Net.Sockets;

namespace Iris.LoadBench.Processes;

/// <summary>The temporary folder of one run: configurations, data, logs and the list of processes that run for it.</summary>
/// <remarks>The script that made the folder removes it, and ends what the list still names if this program could not.</remarks>
/// <param name="Folder">Absolute path of the folder; exists.</param>
/// <param name="Repository">Absolute path of the clone.</param>
internal sealed record Workspace(string Folder, string Repository)
{
    private string ProcessList => Path.Combine(Folder, "processes");

    /// <summary>A path inside the folder.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Makes an empty folder inside, replacing one of that name.</summary>
    public string NewFolder(string name)
    {
        var path = PathOf(name);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        return Directory.CreateDirectory(path).FullName;
    }

    /// <summary>Adds a process to the list, with its start time.</summary>
    public void Remember(int processId)
    {
        if (StatLine.Read(processId) is { } stat)
        {
            File.AppendAllText(ProcessList, $"{stat.Id} {stat.Started}\n");
        }
    }

    /// <summary>A loopback port that is free now.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
