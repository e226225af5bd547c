using System.Buffers.Text;

namespace Iris.LoadBench.Http;

/// <summary>Reads HTTP/1.1 messages from one keep-alive connection and throws their bodies away as cheaply as it can.</summary>
/// <remarks>One reader a connection, one caller at a time. The buffer belongs to the caller.</remarks>
internal sealed class MessageReader(IByteReceiver receiver, byte[] buffer)
{
    private int _start;
    private int _end;

    /// <summary>Reads the next head.</summary>
    /// <returns>The head, or null when the other side closed before its first byte.</returns>
    /// <exception cref="IOException">The connection closed inside the head.</exception>
    /// <exception cref="InvalidDataException">The head cannot be read, or is longer than the buffer.</exception>
    public async ValueTask<MessageHead?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                var head = MessageHeadParser.Parse(buffer.AsSpan(_start, end + 4));
                _start += end + 4;
                return head;
            }

            if (!await FillAsync(cancellationToken))
            {
                return _start == _end ? null : throw new IOException("The connection closed inside a message head.");
            }
        }
    }

    /// <summary>Reads the body that belongs to a head and drops it.</summary>
    /// <param name="head">The head that was read last.</param>
    /// <param name="copy">Takes the bytes of the body, or null to drop them.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Bytes of the body, without chunk framing.</returns>
    public ValueTask<long> ReadBodyAsync(MessageHead head, Stream? copy, CancellationToken cancellationToken)
    {
        if (head.IsChunked)
        {
            return ReadChunksAsync(copy, cancellationToken);
        }

        if (head.ContentLength is { } length)
        {
            return SkipAsync(length, copy, cancellationToken);
        }

        // Without a length a request has no body, and an answer lasts until the connection closes.
        return head.Status == 0 ? ValueTask.FromResult(0L) : ReadToEndAsync(copy, cancellationToken);
    }

    private async ValueTask<long> SkipAsync(long length, Stream? copy, CancellationToken cancellationToken)
    {
        var left = length;
        while (left > 0)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
            {
                throw new IOException("The connection closed inside a message body.");
            }

            var step = (int)Math.Min(left, _end - _start);
            copy?.Write(buffer, _start, step);
            _start += step;
            left -= step;
        }

        return length;
    }

    private async ValueTask<long> ReadChunksAsync(Stream? copy, CancellationToken cancellationToken)
    {
        var total = 0L;
        while (true)
        {
            var size = ParseChunkSize(await ReadLineAsync(cancellationToken));
            if (size == 0)
            {
                break;
            }

            total += await SkipAsync(size, copy, cancellationToken);
            await ReadLineAsync(cancellationToken);
        }

        while ((await ReadLineAsync(cancellationToken)).Length > 0)
        {
            // Trailers.
        }

        return total;
    }

    private async ValueTask<long> ReadToEndAsync(Stream? copy, CancellationToken cancellationToken)
    {
        var total = 0L;
        do
        {
            total += _end - _start;
            copy?.Write(buffer, _start, _end - _start);
            _start = _end;
        }
        while (await FillAsync(cancellationToken));
        return total;
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadLineAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellationToken))
            {
                throw new IOException("The connection closed inside a chunked body.");
            }
        }

        var line = buffer.AsMemory(_start, end);
        _start += end + 2;
        return line;
    }

    private static long ParseChunkSize(ReadOnlyMemory<byte> line) =>
        Utf8Parser.TryParse(line.Span, out long size, out var used, 'x') && used > 0
            ? size
            : throw new InvalidDataException("The size of a chunk cannot be read.");

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            buffer.AsSpan(_start, _end - _start).CopyTo(buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == buffer.Length)
        {
            throw new InvalidDataException("A line or head of the message is longer than the buffer.");
        }

        var received = await receiver.ReceiveAsync(buffer.AsMemory(_end), cancellationToken);
        _end += received;
        return received > 0;
    }
}
