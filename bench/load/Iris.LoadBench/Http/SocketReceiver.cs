using System.Net.Sockets;

namespace Iris.LoadBench.Http;

/// <summary>Receives from a socket, which stays its owner's.</summary>
internal sealed class SocketReceiver(Socket socket) : IByteReceiver
{
    /// <inheritdoc/>
    public ValueTask<int> ReceiveAsync(Memory<byte> destination, CancellationToken cancellationToken) =>
        socket.ReceiveAsync(destination, SocketFlags.None, cancellationToken);
}
