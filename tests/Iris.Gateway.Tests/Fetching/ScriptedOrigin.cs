using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Iris.Gateway.Tests.Fetching;

/// <summary>A raw HTTP origin on loopback: the script gets the request head and the stream and writes any bytes it likes, broken ones included.</summary>
internal sealed class ScriptedOrigin : IAsyncDisposable
{
    /// <summary>Stands for an image: the fetcher does not look inside.</summary>
    public static readonly byte[] Image = Encoding.ASCII.GetBytes("\u0001PNG-like bytes of a good origin");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, Stream, CancellationToken, Task> _script;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;
    private int _connections;

    public ScriptedOrigin(Func<string, Stream, CancellationToken, Task> script, X509Certificate2? certificate = null)
    {
        _script = script;
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Accepted connections.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Heads of the requests, as sent.</summary>
    public ConcurrentQueue<string> Heads { get; } = new();

    /// <summary>Serves <see cref="Image"/> and counts: what must never be reached.</summary>
    public static ScriptedOrigin Canary() => new((_, stream, token) => stream.WriteAsync(Ok(Image), token).AsTask());

    /// <summary>Always answers with these bytes.</summary>
    public static ScriptedOrigin Fixed(byte[] answer) => new((_, stream, token) => stream.WriteAsync(answer, token).AsTask());

    /// <summary>Always redirects.</summary>
    public static ScriptedOrigin Redirecting(string location, int status = 302)
        => Fixed(Encoding.UTF8.GetBytes($"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"));

    public static byte[] Ok(byte[] body, string headers = "")
        => [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {body.Length}\r\n{headers}\r\n"), .. body];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                serving.Add(ServeAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = await OpenAsync(client);
            if (await ReadHeadAsync(stream) is { } head)
            {
                Heads.Enqueue(head);
                await _script(head, stream, _stop.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null, _stop.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away: often the point of the test.
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(_certificate, null, offline: true) }, _stop.Token);
        return tls;
    }

    private async Task<string?> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[1];
        while (await stream.ReadAsync(buffer, _stop.Token) == 1)
        {
            head.Append((char)buffer[0]);
            if (head.Length >= 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n")
            {
                return head.ToString();
            }
        }

        return null;
    }
}
