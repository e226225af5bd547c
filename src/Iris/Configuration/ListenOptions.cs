using System.Net;

namespace Iris.Configuration;

/// <summary>The address on which the gateway listens.</summary>
/// <param name="Address">Loopback unless the operator opens it.</param>
/// <param name="Port">0 takes a free port.</param>
internal sealed record ListenOptions(IPAddress Address, int Port)
{
    /// <summary><c>127.0.0.1:4747</c>.</summary>
    public static ListenOptions Default { get; } = new(IPAddress.Loopback, 4747);
}
