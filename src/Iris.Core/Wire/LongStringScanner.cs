using System.Buffers;
using System.Text.Unicode;

namespace Iris.Core.Wire;

/// <summary>Walks the content of one long JSON string as it arrives, piece by piece, and finds its end.</summary>
/// <remarks>
/// Base64 is checked in the same pass that looks for the closing quote, while the bytes are still in the processor's cache:
/// a second pass over 27 MB would cost as much as sending them. Prose falls back to a scan that also checks UTF-8.
/// </remarks>
internal struct LongStringScanner
{
    // More broken runs than a data URL's prefix or wrapped base64 has: this is prose.
    private const int MaxShortRuns = 16;
    private const int ShortRun = 48;

    private static readonly SearchValues<byte> Base64Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    private static readonly SearchValues<byte> TextStops = SearchValues.Create(
        [(byte)'"', (byte)'\\', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);

    private long _offset;
    private long _cleanFrom;
    private long _firstPad;
    private int _shortRuns;
    private int _escapeLeft;
    private bool _prose;
    private bool _stopWasLeft;
    private Utf8Tail _tail;

    /// <summary>Starts at the first byte after the opening quote.</summary>
    public static LongStringScanner Start() => new() { _firstPad = -1 };

    /// <summary>Bytes of content so far.</summary>
    public readonly long Length => _offset;

    /// <summary>True when a backslash was seen.</summary>
    public bool IsEscaped { get; private set; }

    /// <summary>See <see cref="LongString.Base64From"/>; meaningful once the closing quote was found.</summary>
    public readonly long Base64From => _prose || IsEscaped || HasStrayPadding ? -1 : _cleanFrom;

    private readonly bool HasStrayPadding => _firstPad >= _cleanFrom && _offset - _firstPad > 2;

    /// <summary>Scans on.</summary>
    /// <param name="bytes">The next piece.</param>
    /// <param name="ended">True when the closing quote stands at the returned index.</param>
    /// <param name="fault">What is wrong, if anything; the scan stops there.</param>
    /// <returns>Bytes of content consumed: the index of the closing quote, or the whole piece.</returns>
    public int Scan(ReadOnlySpan<byte> bytes, out bool ended, out JsonFault fault)
    {
        ended = false;
        fault = JsonFault.None;
        var at = 0;
        while (at < bytes.Length)
        {
            if (_escapeLeft != 0)
            {
                if (!TakeEscape(bytes[at]))
                {
                    fault = JsonFault.Malformed;
                    return at;
                }

                at++;
                _offset++;
                _cleanFrom = _offset;
                continue;
            }

            var rest = bytes[at..];
            var run = _prose ? rest.IndexOfAny(TextStops) : rest.IndexOfAnyExcept(Base64Alphabet);
            var taken = run < 0 ? rest.Length : run;
            if (_prose && !_tail.Take(rest[..taken]))
            {
                fault = JsonFault.NotUtf8;
                return at;
            }

            if (taken > 0 && _firstPad >= _cleanFrom)
            {
                // Letters after a padding sign: the clean run begins anew.
                _cleanFrom = _offset;
            }

            at += taken;
            _offset += taken;
            if (run >= 0 && !TakeStop(bytes[at], taken, out ended, out fault))
            {
                return at;
            }

            if (run >= 0 && !_stopWasLeft)
            {
                at++;
                _offset++;
            }
        }

        return at;
    }

    /// <summary>Decides what a byte that ended a run means.</summary>
    /// <returns>False when scanning stops at this byte.</returns>
    private bool TakeStop(byte stop, int run, out bool ended, out JsonFault fault)
    {
        ended = false;
        fault = JsonFault.None;
        _stopWasLeft = false;
        if (stop is (byte)'"' or (byte)'\\' or < 0x20 && !_tail.IsComplete)
        {
            fault = JsonFault.NotUtf8;
            return false;
        }

        switch (stop)
        {
            case (byte)'"':
                ended = true;
                return false;
            case (byte)'\\':
                IsEscaped = true;
                _escapeLeft = -1;
                return true;
            case < 0x20:
                fault = JsonFault.Malformed;
                return false;
            case (byte)'=':
                _firstPad = _firstPad < _cleanFrom ? _offset : _firstPad;
                return true;
            case >= 0x80:
                _prose = true;
                _stopWasLeft = true;
                return true;
            default:
                _cleanFrom = _offset + 1;
                _shortRuns += run < ShortRun ? 1 : 0;
                _prose = _shortRuns > MaxShortRuns;
                return true;
        }
    }

    private bool TakeEscape(byte letter)
    {
        if (_escapeLeft > 0)
        {
            _escapeLeft--;
            return char.IsAsciiHexDigit((char)letter);
        }

        _escapeLeft = letter == (byte)'u' ? 4 : 0;
        return letter is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t' or (byte)'u';
    }

    /// <summary>Checks UTF-8 across the borders of pieces: keeps at most three bytes of an unfinished character.</summary>
    private struct Utf8Tail
    {
        private uint _bytes;
        private int _count;

        public readonly bool IsComplete => _count == 0;

        public bool Take(ReadOnlySpan<byte> bytes)
        {
            Span<byte> character = stackalloc byte[4];
            while (_count > 0 && !bytes.IsEmpty)
            {
                Unpack(character);
                character[_count] = bytes[0];
                bytes = bytes[1..];
                _count++;
                var status = System.Text.Rune.DecodeFromUtf8(character[.._count], out _, out var consumed);
                if (status == OperationStatus.Done && consumed == _count)
                {
                    _count = 0;
                }
                else if (status == OperationStatus.NeedMoreData && _count < 4)
                {
                    Pack(character[.._count]);
                }
                else
                {
                    return false;
                }
            }

            var unfinished = UnfinishedLength(bytes);
            if (unfinished > 0)
            {
                Pack(bytes[^unfinished..]);
            }

            return Utf8.IsValid(bytes[..^unfinished]);
        }

        private static int UnfinishedLength(ReadOnlySpan<byte> bytes)
        {
            for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
            {
                var lead = bytes[^back];
                if (lead < 0x80)
                {
                    return 0;
                }

                if (lead >= 0xC0)
                {
                    var needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
                    return needed > back ? back : 0;
                }
            }

            return 0;
        }

        private void Pack(ReadOnlySpan<byte> bytes)
        {
            _bytes = 0;
            _count = bytes.Length;
            for (var i = 0; i < bytes.Length; i++)
            {
                _bytes |= (uint)bytes[i] << (8 * i);
            }
        }

        private readonly void Unpack(Span<byte> into)
        {
            for (var i = 0; i < _count; i++)
            {
                into[i] = (byte)(_bytes >> (8 * i));
            }
        }
    }
}
