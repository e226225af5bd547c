namespace Iris.LocalVision.Tokens;

/// <summary>Feeds the content of a JSON string to a <see cref="TokenRule"/>, byte by byte.</summary>
internal struct JsonTextScanner(bool isEscaped)
{
    private const int Outside = 0;
    private const int AfterBackslash = -1;

    private TokenRule _rule;
    private int _state; // Outside, AfterBackslash, or hex digits still to come
    private int _code;

    /// <summary>Tokens so far.</summary>
    public readonly long Tokens => _rule.Count;

    /// <summary>Takes the next byte.</summary>
    public void Add(byte value)
    {
        if (_state > 0)
        {
            _code = (_code << 4) | Hex(value);
            if (--_state == Outside)
            {
                AddUnit(_code);
            }
        }
        else if (_state == AfterBackslash)
        {
            Escape(value);
        }
        else if (isEscaped && value == '\\')
        {
            _state = AfterBackslash;
        }
        else
        {
            AddByte(value);
        }
    }

    private void Escape(byte value)
    {
        _state = Outside;
        if (value == 'u')
        {
            _state = 4;
            _code = 0;
        }
        else
        {
            _rule.Add(value is (byte)'n' or (byte)'r' or (byte)'t' or (byte)'b' or (byte)'f' ? ' ' : value, 1);
        }
    }

    // The first byte of a UTF-8 sequence tells its length; the others bring nothing new.
    private void AddByte(byte value)
    {
        if ((value & 0xc0) != 0x80)
        {
            _rule.Add(value, value switch { < 0x80 => 1, < 0xe0 => 2, < 0xf0 => 3, _ => 4 });
        }
    }

    // A pair of surrogates is one character of four bytes: counted at its first half.
    private void AddUnit(int code)
    {
        if (!char.IsLowSurrogate((char)code))
        {
            _rule.Add(code, code switch { < 0x80 => 1, < 0x800 => 2, _ when char.IsHighSurrogate((char)code) => 4, _ => 3 });
        }
    }

    private static int Hex(byte digit) => digit <= (byte)'9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
