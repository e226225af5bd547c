using System.Text;

namespace Iris.Core.Wire;

/// <summary>Reads the content of a JSON string of the body piece by piece, with its escapes undone, without a copy of the whole.</summary>
/// <remarks>Total: a broken escape comes out as the backslash that it is, and half a surrogate pair as U+FFFD.</remarks>
internal ref struct BodyStringReader
{
    /// <summary>Bytes of scratch that a caller puts on the stack.</summary>
    public const int ScratchLength = LongestEscape + 4;

    private const int LongestEscape = 12;

    private readonly RequestBody _body;
    private readonly long _end;
    private readonly bool _isEscaped;
    private readonly Span<byte> _scratch;
    private long _position;

    /// <summary>Opens a string.</summary>
    /// <param name="body">Where it lies.</param>
    /// <param name="start">Offset of its first byte.</param>
    /// <param name="length">Bytes without the quotes.</param>
    /// <param name="isEscaped">False when it holds no backslash.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> bytes.</param>
    public BodyStringReader(RequestBody body, long start, long length, bool isEscaped, Span<byte> scratch)
    {
        _body = body;
        _position = start;
        _end = start + length;
        _isEscaped = isEscaped;
        _scratch = scratch;
    }

    /// <summary>The next bytes; false at the end. Valid until the next call.</summary>
    public bool Next(out ReadOnlySpan<byte> segment)
    {
        segment = default;
        if (_position >= _end)
        {
            return false;
        }

        var run = _body.Run(_position, _end - _position).Span;
        var escape = _isEscaped ? run.IndexOf((byte)'\\') : -1;
        if (escape == 0)
        {
            segment = Unescape();
            return true;
        }

        segment = escape < 0 ? run : run[..escape];
        _position += segment.Length;
        return true;
    }

    /// <summary>Fills <paramref name="destination"/> with the next bytes and returns how many there were; pieces that do not fit are lost.</summary>
    public int Fill(Span<byte> destination)
    {
        var filled = 0;
        while (filled < destination.Length && Next(out var segment))
        {
            var count = Math.Min(segment.Length, destination.Length - filled);
            segment[..count].CopyTo(destination[filled..]);
            filled += count;
        }

        return filled;
    }

    private ReadOnlySpan<byte> Unescape()
    {
        var raw = _scratch[..LongestEscape];
        raw = raw[.._body.CopyTo(_position, Math.Min(LongestEscape, _end - _position), raw)];
        var plain = raw.Length < 2 ? default : Plain(raw[1]);
        if (plain != 0)
        {
            _position += 2;
            _scratch[0] = plain;
            return _scratch[..1];
        }

        if (raw.Length < 6 || raw[1] != 'u' || !TryHex(raw[2..6], out var first))
        {
            _position++;
            return _scratch[..1];
        }

        _position += 6;
        if (char.IsHighSurrogate((char)first) && raw.Length == LongestEscape && raw[6] == '\\' && raw[7] == 'u'
            && TryHex(raw[8..12], out var second) && char.IsLowSurrogate((char)second))
        {
            _position += 6;
            return Encode(new Rune((char)first, (char)second));
        }

        return Encode(Rune.TryCreate((char)first, out var rune) ? rune : Rune.ReplacementChar);
    }

    private readonly ReadOnlySpan<byte> Encode(Rune rune)
    {
        var target = _scratch[LongestEscape..];
        return target[..rune.EncodeToUtf8(target)];
    }

    private static byte Plain(byte letter) => letter switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' => letter,
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => 0,
    };

    private static bool TryHex(ReadOnlySpan<byte> digits, out int value)
        => int.TryParse(digits, System.Globalization.NumberStyles.AllowHexSpecifier, null, out value);
}
