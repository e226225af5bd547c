using System.Net;
using System.Text;

namespace Iris.LoadBench.Load;

/// <summary>A request in the bytes that go to the socket, built once and sent by every connection.</summary>
/// <param name="Address">Where it goes.</param>
/// <param name="Head">The head; for a small request the body too, so that it leaves in one send.</param>
/// <param name="Body">The body, or empty when it is in <paramref name="Head"/> already.</param>
internal sealed record LoadRequest(IPEndPoint Address, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body)
{
    private const int OneSendLimit = 64 * 1024;

    /// <summary>A chat completion.</summary>
    public static LoadRequest Post(IPEndPoint address, string path, IReadOnlyList<string> headers, ReadOnlyMemory<byte> body)
    {
        var lines = new StringBuilder($"POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n");
        foreach (var header in headers)
        {
            lines.Append(header).Append("\r\n");
        }

        var head = Encoding.ASCII.GetBytes(lines.Append("\r\n").ToString());
        return body.Length > OneSendLimit
            ? new LoadRequest(address, head, body)
            : new LoadRequest(address, (byte[])[.. head, .. body.Span], default);
    }

    /// <summary>A request without a body.</summary>
    public static LoadRequest Get(IPEndPoint address, string path) =>
        new(address, Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n"), default);
}
