using System.Net;
using System.Net.Sockets;

namespace Iris.Imaging.Fetching;

/// <summary>Plain TCP.</summary>
internal sealed class SocketDialer : IImageDialer
{
    /// <inheritdoc/>
    public async ValueTask<Stream> DialAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
