using System.Net;
using System.Net.Sockets;

namespace Iris.LoadBench.Sink;

/// <summary>
/// The upstream of every run: drains a request into one 64 KiB buffer a connection and answers a valid chat completion.
/// A GET answers the counts so far, so that the bench can prove that each gateway really forwarded each byte.
/// </summary>
internal sealed class SinkServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private long _requests;
    private long _bytes;

    /// <summary>Listens on a free loopback port.</summary>
    public SinkServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1024);
    }

    /// <summary>The port taken.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>What came so far.</summary>
    public SinkCounts Counts => new(Interlocked.Read(ref _requests), Interlocked.Read(ref _bytes));

    /// <summary>Serves until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(cancellationToken);
                socket.NoDelay = true;
                _ = new SinkConnection(this, socket).RunAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }

    /// <summary>Counts one request that was read whole.</summary>
    public void Count(long bytes)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _bytes, bytes);
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
