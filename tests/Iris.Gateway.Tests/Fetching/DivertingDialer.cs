using System.Collections.Concurrent;
using System.Net;
using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Fetching;

/// <summary>Dials loopback only: the endpoints named as real go through, every other endpoint is noted and led to one listener.</summary>
internal sealed class DivertingDialer(int divertTo, params int[] realLoopbackPorts) : IImageDialer
{
    private readonly SocketDialer _sockets = new();

    /// <summary>Endpoints that were diverted.</summary>
    public ConcurrentQueue<IPEndPoint> Diverted { get; } = new();

    public ValueTask<Stream> DialAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Address.Equals(IPAddress.Loopback) && realLoopbackPorts.Contains(endpoint.Port))
        {
            return _sockets.DialAsync(endpoint, cancellationToken);
        }

        Diverted.Enqueue(endpoint);
        return _sockets.DialAsync(new IPEndPoint(IPAddress.Loopback, divertTo), cancellationToken);
    }
}
