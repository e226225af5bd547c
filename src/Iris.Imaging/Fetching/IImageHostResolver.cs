using System.Net;

namespace Iris.Imaging.Fetching;

/// <summary>Turns a host name into addresses. Asked exactly once per hop. Safe for concurrent use.</summary>
internal interface IImageHostResolver
{
    /// <summary>Resolves a name.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">No such name, or no answer.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}
