using System.Buffers;
using System.Buffers.Text;

namespace Iris.Core.Wire;

/// <summary>Bytes that still lie as base64 text inside a request body: only the window that is asked for is decoded.</summary>
/// <remarks>
/// The text must be clean: standard alphabet, no white space, at most two <c>=</c> at the end, which may also be missing.
/// Reads allocate nothing. A character that breaks this promise ends the bytes there, so a read returns less than asked;
/// it never throws. The body must stay alive as long as this is used.
/// </remarks>
public sealed class Base64ByteSource : ByteSource
{
    private const int QuantumText = 4;
    private const int QuantumBytes = 3;
    private static readonly ReadOnlyMemory<byte> Padding = "=="u8.ToArray();

    private const byte NoValue = 0xFF;
    private static readonly byte[] Values = BuildValues();

    private readonly RequestBody _body;
    private readonly long _start;
    private readonly long _characters;
    private readonly long _textLength;

    /// <summary>Describes a range of <paramref name="body"/>; nothing is decoded yet.</summary>
    /// <param name="body">Where the text lies.</param>
    /// <param name="start">Offset of its first character.</param>
    /// <param name="length">Characters, padding included.</param>
    public Base64ByteSource(RequestBody body, long start, long length)
    {
        _body = body;
        _start = start;
        _textLength = length;
        _characters = length - CountPadding(body, start, length);
        var (whole, rest) = Math.DivRem(_characters, QuantumText);
        var wholeBytes = whole * QuantumBytes;
        Length = wholeBytes + (rest > 1 ? rest - 1 : 0);
        IsWellFormed = rest != 1 && (_characters == 0 || body.Run(start + _characters - 1, 1).Span[0] != '=');
    }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <summary>True when the text has exactly the padding that base64 asks for, so that it can go out as it stands.</summary>
    public bool IsCorrectlyPadded => IsWellFormed && _textLength == Base64Length;

    /// <summary>False when the text ends inside a group, or has more than two <c>=</c> at its end.</summary>
    public bool IsWellFormed { get; }

    /// <inheritdoc/>
    public override int Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || offset >= Length)
        {
            return 0;
        }

        destination = destination[..(int)Math.Min(destination.Length, Length - offset)];
        var (quantum, skip) = Math.DivRem(offset, QuantumBytes);
        var text = quantum * QuantumText;
        var written = 0;
        while (written < destination.Length)
        {
            var room = destination[written..];
            var whole = skip == 0 ? DecodeRun(text, room) : 0;
            var step = whole > 0 ? whole : DecodeQuantum(text, (int)skip, room);
            if (step == 0)
            {
                break;
            }

            written += step;
            text += whole > 0 ? (long)whole / QuantumBytes * QuantumText : QuantumText;
            skip = 0;
        }

        return written;
    }

    /// <inheritdoc/>
    public override int ByteAt(long offset)
    {
        if (offset < 0 || offset >= Length)
        {
            return -1;
        }

        // A byte lies in two neighbouring characters of its group of four.
        var (quantum, rest) = Math.DivRem(offset, QuantumBytes);
        var pair = _body.Run(_start + (quantum * QuantumText) + rest, 2).Span;
        var (high, low) = pair.Length == 2 ? (Values[pair[0]], Values[pair[1]]) : (NoValue, NoValue);
        if (high == NoValue || low == NoValue)
        {
            // Two blocks, or no base64: the general way knows.
            return base.ByteAt(offset);
        }

        return (byte)(((high << 6 | low) >> (int)(4 - (2 * rest))) & 0xFF);
    }

    /// <inheritdoc/>
    public override async Task WriteBase64Async(Stream destination, Action? onProgress, CancellationToken cancellationToken)
    {
        var text = _characters - (_characters % QuantumText == 1 ? 1 : 0);
        for (long copied = 0; copied < text;)
        {
            var run = _body.Run(_start + copied, text - copied);
            await destination.WriteAsync(run, cancellationToken);
            onProgress?.Invoke();
            copied += run.Length;
        }

        var padding = (int)(Base64Length - text);
        if (padding > 0)
        {
            await destination.WriteAsync(Padding[..padding], cancellationToken);
        }
    }

    /// <summary>Decodes the whole quanta that lie in one block; 0 when fewer than one fits in the block or in the room.</summary>
    private int DecodeRun(long text, Span<byte> room)
    {
        var wanted = Math.Min(room.Length / QuantumBytes * (long)QuantumText, _characters / QuantumText * QuantumText - text);
        if (wanted < QuantumText)
        {
            return 0;
        }

        var run = _body.Run(_start + text, wanted).Span;
        run = run[..(run.Length / QuantumText * QuantumText)];
        Base64.DecodeFromUtf8(run, room, out _, out var written, isFinalBlock: false);
        return written;
    }

    /// <summary>Decodes the one quantum that a block border, the end of the window or the end of the text cuts.</summary>
    private int DecodeQuantum(long text, int skip, Span<byte> room)
    {
        Span<byte> quantum = stackalloc byte[QuantumText];
        Span<byte> bytes = stackalloc byte[QuantumBytes];
        quantum.Fill((byte)'=');
        _body.CopyTo(_start + text, Math.Min(QuantumText, _characters - text), quantum);
        if (Base64.DecodeFromUtf8(quantum, bytes, out _, out var decoded) != OperationStatus.Done || decoded <= skip)
        {
            return 0;
        }

        var count = Math.Min(decoded - skip, room.Length);
        bytes.Slice(skip, count).CopyTo(room);
        return count;
    }

    private static byte[] BuildValues()
    {
        var values = new byte[256];
        values.AsSpan().Fill(NoValue);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (byte value = 0; value < alphabet.Length; value++)
        {
            values[alphabet[value]] = value;
        }

        return values;
    }

    private static int CountPadding(RequestBody body, long start, long length)
    {
        Span<byte> tail = stackalloc byte[2];
        var count = (int)Math.Min(2, length);
        body.CopyTo(start + length - count, count, tail);
        var padding = 0;
        while (padding < count && tail[count - 1 - padding] == '=')
        {
            padding++;
        }

        return padding;
    }
}
