using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Iris.Gateway.Tests.Gateway;

/// <summary>A connection on which the test writes HTTP itself, broken HTTP included.</summary>
internal sealed class RawConnection : IDisposable
{
    // Only so that a lost answer fails the test instead of hanging it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _client = new();
    private readonly CancellationTokenSource _patience;
    private NetworkStream? _stream;

    private RawConnection() => _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        connection._patience.CancelAfter(Patience);
        await connection._client.ConnectAsync(address.Host, address.Port, connection._patience.Token);
        connection._stream = connection._client.GetStream();
        return connection;
    }

    /// <summary>The head of a POST to the chat route.</summary>
    public static string ChatHead(string headers, string key = RunningGateway.Key)
        => $"POST /v1/chat/completions HTTP/1.1\r\nHost: iris\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n{headers}\r\n\r\n";

    public ValueTask SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public ValueTask SendAsync(byte[] bytes) => _stream!.WriteAsync(bytes, _patience.Token);

    /// <summary>Says that no more is sent, and goes on listening.</summary>
    public void EndSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Reads one answer with its body, chunked or with a length.</summary>
    public async Task<(int Status, string Head, string Body)> ReadAnswerAsync()
    {
        var head = await ReadUntilAsync("\r\n\r\n");
        var status = int.Parse(head.Split(' ')[1], CultureInfo.InvariantCulture);
        var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        if (length is not null)
        {
            return (status, head, await ReadExactlyAsync(int.Parse(length.Split(':')[1], CultureInfo.InvariantCulture)));
        }

        return (status, head, head.Contains("chunked", StringComparison.OrdinalIgnoreCase) ? await ReadChunksAsync() : "");
    }

    /// <summary>Reads until the other side has closed the connection, in whatever way.</summary>
    public async Task UntilClosedAsync()
    {
        try
        {
            await _stream!.CopyToAsync(Stream.Null, _patience.Token);
        }
        catch (IOException)
        {
            // A reset closes it too.
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _patience.Dispose();
    }

    private async Task<string> ReadChunksAsync()
    {
        var body = new StringBuilder();
        while (true)
        {
            var size = int.Parse((await ReadUntilAsync("\r\n")).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Append(await ReadExactlyAsync(size));
            await ReadExactlyAsync(2);
            if (size == 0)
            {
                return body.ToString();
            }
        }
    }

    /// <summary>Reads up to and with a text.</summary>
    public async Task<string> ReadUntilAsync(string end)
    {
        var text = new StringBuilder();
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
        {
            text.Append(await ReadExactlyAsync(1));
        }

        return text.ToString();
    }

    private async Task<string> ReadExactlyAsync(int count)
    {
        var bytes = new byte[count];
        await _stream!.ReadExactlyAsync(bytes, _patience.Token);
        return Encoding.UTF8.GetString(bytes);
    }
}
