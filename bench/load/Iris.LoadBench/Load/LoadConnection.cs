using System.Net.Sockets;
using System.Text;
using Iris.LoadBench.Http;

namespace Iris.LoadBench.Load;

/// <summary>One keep-alive connection that sends one request again and again, and connects anew when the other side closed.</summary>
/// <remarks>One caller at a time.</remarks>
internal sealed class LoadConnection(LoadRequest request) : IDisposable
{
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(64 * 1024, pinned: true);
    private Socket? _socket;
    private MessageReader? _reader;

    /// <summary>Connects now, so that the first exchange does not pay for it.</summary>
    /// <exception cref="SocketException">Nobody listens.</exception>
    public async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        if (_socket is not null)
        {
            return;
        }

        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(request.Address, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        _socket = socket;
        _reader = new MessageReader(new SocketReceiver(socket), _buffer);
    }

    /// <summary>Sends the request and reads the answer, dropping its body unless it is kept in <paramref name="copy"/>.</summary>
    /// <returns>The HTTP status.</returns>
    /// <exception cref="Exception">SocketException, IOException or InvalidDataException; the connection is closed then.</exception>
    public async ValueTask<int> ExchangeAsync(Stream? copy, CancellationToken cancellationToken)
    {
        try
        {
            await ConnectAsync(cancellationToken);
            var head = request.Body.IsEmpty
                ? await ExchangeSmallAsync(copy, cancellationToken)
                : await ExchangeLargeAsync(copy, cancellationToken);
            if (head.Closes)
            {
                Close();
            }

            return head.Status;
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>The same with the answer as text.</summary>
    public async ValueTask<Answer> ExchangeTextAsync(CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        var status = await ExchangeAsync(copy, cancellationToken);
        return new Answer(status, Encoding.UTF8.GetString(copy.ToArray()));
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private async ValueTask<MessageHead> ExchangeSmallAsync(Stream? copy, CancellationToken cancellationToken)
    {
        await _socket!.SendAsync(request.Head, SocketFlags.None, cancellationToken);
        return await ReadAnswerAsync(copy, cancellationToken);
    }

    /// <summary>Reads while it sends: a gateway may refuse a large body before it has read it, and would wait for us for ever otherwise.</summary>
    private async ValueTask<MessageHead> ExchangeLargeAsync(Stream? copy, CancellationToken cancellationToken)
    {
        var answer = ReadAnswerAsync(copy, cancellationToken).AsTask();
        var sent = SendLargeAsync(cancellationToken);
        if (await Task.WhenAny(sent, answer) == answer && !sent.IsCompleted)
        {
            Observe(sent);
            return (await answer) with { Closes = true };
        }

        // A reset while sending is not the end: the refusal that came before it may still lie in the receive buffer.
        Observe(sent);
        var head = await answer;
        return sent.IsCompletedSuccessfully ? head : head with { Closes = true };
    }

    private async Task SendLargeAsync(CancellationToken cancellationToken)
    {
        await _socket!.SendAsync(request.Head, SocketFlags.None, cancellationToken);
        await _socket.SendAsync(request.Body, SocketFlags.None, cancellationToken);
    }

    private async ValueTask<MessageHead> ReadAnswerAsync(Stream? copy, CancellationToken cancellationToken)
    {
        var head = await _reader!.ReadHeadAsync(cancellationToken) ?? throw new IOException("The connection closed before an answer.");
        await _reader.ReadBodyAsync(head, copy, cancellationToken);
        return head.ContentLength is null && !head.IsChunked ? head with { Closes = true } : head;
    }

    private void Close()
    {
        _socket?.Dispose();
        (_socket, _reader) = (null, null);
    }

    private static void Observe(Task task) =>
        _ = task.ContinueWith(static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
