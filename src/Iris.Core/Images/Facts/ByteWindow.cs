using System.Buffers.Binary;
using Iris.Core.Wire;

namespace Iris.Core.Images.Facts;

/// <summary>A small window that slides over an image, so that a header is read without holding or decoding the rest.</summary>
/// <remarks>Every read is bounded by the image's length; reading past it gives nothing, never an exception.</remarks>
internal ref struct ByteWindow
{
    /// <summary>Bytes of the buffer that callers put on the stack; also the most that one look can ask for.</summary>
    public const int Size = 4096;

    /// <summary>After a jump over more than a window only so much is fetched: a chunk walk must not decode 4 KiB for each 8-byte header.</summary>
    private const int JumpFill = 64;

    /// <summary>A walk in small steps must not fetch a whole window for each of them.</summary>
    private const int EnoughAhead = 512;

    private readonly ByteSource? _source;
    private readonly Span<byte> _buffer;
    private long _start;
    private int _filled;

    /// <summary>Opens a window at the start.</summary>
    public ByteWindow(ByteSource source, Span<byte> buffer)
    {
        _source = source;
        _buffer = buffer;
        Length = source.Length;
    }

    /// <summary>Opens a window over bytes that are all at hand.</summary>
    public ByteWindow(Span<byte> bytes)
    {
        _buffer = bytes;
        _filled = bytes.Length;
        Length = bytes.Length;
    }

    /// <summary>Length of the whole image.</summary>
    public long Length { get; }

    /// <summary>Exactly <paramref name="count"/> bytes at an offset, or an empty span where the image has no such bytes. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Look(long offset, int count)
    {
        if (offset < 0 || count > _buffer.Length || offset > Length - count)
        {
            return default;
        }

        if (offset < _start || offset + count > _start + _filled)
        {
            Fill(offset, count);
        }

        var from = (int)(offset - _start);
        return from + count <= _filled ? _buffer.Slice(from, count) : default;
    }

    /// <summary>The bytes from an offset on, as many as are at hand or else as the window holds; empty only at the end, short only there.</summary>
    public ReadOnlySpan<byte> LookAhead(long offset)
    {
        var left = _start + _filled - offset;
        if (offset >= _start && left >= EnoughAhead)
        {
            return _buffer.Slice((int)(offset - _start), (int)left);
        }

        var rest = (int)Math.Clamp(Length - offset, 0, _buffer.Length);
        return Look(offset, rest);
    }

    /// <summary>The byte at an offset, or -1.</summary>
    public int Byte(long offset)
    {
        var bytes = Look(offset, 1);
        return bytes.IsEmpty ? -1 : bytes[0];
    }

    /// <summary>Steps over blocks of the same length as long as each begins with that length, without reading what is in them.</summary>
    /// <returns>Offset of the first byte that is another one, or the end.</returns>
    public readonly long SkipBlocks(long offset, int length)
    {
        while (_source is not null && _source.ByteAt(offset) == length)
        {
            offset += length + 1;
        }

        return offset;
    }

    /// <summary>A big-endian 16-bit number, or -1.</summary>
    public int U16(long offset)
    {
        var bytes = Look(offset, 2);
        return bytes.IsEmpty ? -1 : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    /// <summary>A little-endian 16-bit number, or -1.</summary>
    public int U16Little(long offset)
    {
        var bytes = Look(offset, 2);
        return bytes.IsEmpty ? -1 : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    /// <summary>A big-endian 32-bit number, or -1.</summary>
    public long U32(long offset)
    {
        var bytes = Look(offset, 4);
        return bytes.IsEmpty ? -1 : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    /// <summary>A little-endian 32-bit number, or -1.</summary>
    public long U32Little(long offset)
    {
        var bytes = Look(offset, 4);
        return bytes.IsEmpty ? -1 : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    /// <summary>True when the bytes at an offset are these.</summary>
    public bool Matches(long offset, ReadOnlySpan<byte> expected) => Look(offset, expected.Length).SequenceEqual(expected) && !expected.IsEmpty;

    private void Fill(long offset, int count)
    {
        var follows = offset >= _start && offset <= _start + _filled + Size;
        var amount = Math.Max(count, follows ? _buffer.Length : JumpFill);
        if (_source is null)
        {
            return;
        }

        _start = offset;
        _filled = _source.Read(offset, _buffer[..amount]);
    }
}
