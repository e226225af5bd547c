namespace Iris.Core.Images.Locating;

/// <summary>Undoes percent-encoding (RFC 3986 section 2.1) of bytes that arrive in pieces.</summary>
internal struct PercentDecoder(Memory<byte>? destination) : IPayloadSink
{
    private int _first;
    private int _digits;

    /// <summary>Decoded bytes so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>True when no escape is half read.</summary>
    public readonly bool IsWhole => _digits == 0;

    /// <summary>Adds text; false at a broken escape.</summary>
    public bool Add(ReadOnlySpan<byte> text)
    {
        foreach (var character in text)
        {
            if (_digits == 0)
            {
                if (character == '%')
                {
                    _digits = 1;
                }
                else
                {
                    Keep(character);
                }
            }
            else if (!AddDigit(character))
            {
                return false;
            }
        }

        return true;
    }

    private bool AddDigit(byte character)
    {
        if (!char.IsAsciiHexDigit((char)character))
        {
            return false;
        }

        var value = character <= '9' ? character - '0' : (character | 0x20) - 'a' + 10;
        if (_digits == 1)
        {
            (_first, _digits) = (value, 2);
            return true;
        }

        _digits = 0;
        Keep((byte)(_first << 4 | value));
        return true;
    }

    private void Keep(byte value)
    {
        if (destination is { } room)
        {
            room.Span[(int)Bytes] = value;
        }

        Bytes++;
    }
}
