using System.Buffers;
using Iris.Core.Wire;

namespace Iris.Core.Images.Locating;

/// <summary>Turns base64 as clients really write it into clean base64: no white space, standard alphabet, no percent escapes.</summary>
/// <remarks>Long clean stretches are found and copied at memory speed; only the odd characters are looked at one by one.</remarks>
internal struct Base64Normalizer(RequestBody? sink) : IPayloadSink
{
    private static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    private const int MaxPadding = 2;

    private int _padding;
    private int _percentDigits;
    private bool _isBroken;

    /// <summary>Clean characters so far, without padding.</summary>
    public long Characters { get; private set; }

    /// <summary>True when the text so far is base64 and could end here.</summary>
    public readonly bool IsWhole => !_isBroken && _percentDigits == 0 && Characters % 4 != 1;

    /// <summary>Adds text; false when a character cannot belong to base64.</summary>
    public bool Add(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && !_isBroken)
        {
            var clean = _percentDigits > 0 || _padding > 0 ? 0 : text.IndexOfAnyExcept(Alphabet);
            clean = clean < 0 ? text.Length : clean;
            Keep(text[..clean]);
            text = text[clean..];
            if (!text.IsEmpty)
            {
                AddOdd(text[0]);
                text = text[1..];
            }
        }

        return !_isBroken;
    }

    private void AddOdd(byte character)
    {
        if (_percentDigits > 0)
        {
            AddPercentDigit(character);
            return;
        }

        switch (character)
        {
            case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f' or (byte)'\v':
                break;
            case (byte)'%':
                _percentDigits = 1;
                break;
            case (byte)'=':
                _isBroken = ++_padding > MaxPadding;
                break;
            case (byte)'-':
                KeepOne("+"u8);
                break;
            case (byte)'_':
                KeepOne("/"u8);
                break;
            default:
                _isBroken = true;
                break;
        }
    }

    /// <summary><c>%2B</c>, <c>%2F</c> and <c>%3D</c>: what form encoding makes of <c>+</c>, <c>/</c> and <c>=</c>.</summary>
    private void AddPercentDigit(byte digit)
    {
        // 1: nothing read yet; 2 and 3: the digit that was read.
        if (_percentDigits == 1)
        {
            _percentDigits = digit is (byte)'2' or (byte)'3' ? digit - '0' : 0;
            _isBroken = _percentDigits == 0;
            return;
        }

        var (first, second) = (_percentDigits, digit | 0x20);
        _percentDigits = 0;
        if (first == 3)
        {
            _isBroken = second != 'd' || ++_padding > MaxPadding;
        }
        else if (second is 'b' or 'f')
        {
            KeepOne(second == 'b' ? "+"u8 : "/"u8);
        }
        else
        {
            _isBroken = true;
        }
    }

    private void KeepOne(ReadOnlySpan<byte> character)
    {
        _isBroken = _padding > 0;
        Keep(character);
    }

    private void Keep(ReadOnlySpan<byte> clean)
    {
        Characters += clean.Length;
        sink?.Append(clean);
    }
}
