using System.Net;
using System.Text.Json;
using Iris.LoadBench.Load;
using Iris.LoadBench.Processes;

namespace Iris.LoadBench.Sink;

/// <summary>The sink as a process of its own, so that its collector and threads are not the load generator's.</summary>
internal sealed class SinkProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly LoadRequest _count;

    private SinkProcess(ChildProcess process, int port)
    {
        _process = process;
        Port = port;
        _count = LoadRequest.Get(new IPEndPoint(IPAddress.Loopback, port), "/counts");
    }

    /// <summary>Where it listens on loopback.</summary>
    public int Port { get; }

    /// <summary>Starts this program again as the sink and waits for the port that it writes.</summary>
    public static async Task<SinkProcess> StartAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var start = new ChildStart("sink", Environment.ProcessPath!, ["sink"])
        {
            Environment = new Dictionary<string, string> { ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1" },
        };
        var process = ChildProcess.Start(start, workspace);
        var port = await process.WaitForLineAsync("port ", TimeSpan.FromSeconds(10), cancellationToken);
        return new SinkProcess(process, int.Parse(port));
    }

    /// <summary>Asks for the counts so far.</summary>
    public async Task<SinkCounts> CountAsync(CancellationToken cancellationToken)
    {
        using var connection = new LoadConnection(_count);
        var answer = await connection.ExchangeTextAsync(cancellationToken);
        using var json = JsonDocument.Parse(answer.Text);
        return new SinkCounts(json.RootElement.GetProperty("requests").GetInt64(), json.RootElement.GetProperty("bytes").GetInt64());
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
