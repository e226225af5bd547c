using System.Net;

namespace Iris.Imaging.Fetching;

/// <summary>Opens connections to checked addresses, never to names. Safe for concurrent use.</summary>
internal interface IImageDialer
{
    /// <summary>Connects.</summary>
    /// <returns>The stream; the receiver disposes it.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">Nobody answers there.</exception>
    ValueTask<Stream> DialAsync(IPEndPoint endpoint, CancellationToken cancellationToken);
}
