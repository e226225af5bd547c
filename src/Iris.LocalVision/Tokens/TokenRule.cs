namespace Iris.LocalVision.Tokens;

/// <summary>How the embedded model counts tokens: simple, deterministic, and the same for every spelling of a text.</summary>
/// <remarks>
/// White space costs nothing. Every other ASCII character that is no letter and no digit is one token. Letters, digits and all that is
/// not ASCII form words, which cost one token for every six UTF-8 bytes begun, never cutting a character. English comes to about
/// 1.3 tokens a word. An image costs one token for each 32 × 32 patch of the raster that is looked at, 1 024 at most.
/// </remarks>
internal struct TokenRule
{
    /// <summary>Side of the patch of an image that costs one token, in pixels.</summary>
    public const int Patch = 32;

    private const int BytesPerToken = 6;

    private int _bytesInToken;

    /// <summary>Tokens so far.</summary>
    public long Count { get; private set; }

    /// <summary>Tokens of an image that is looked at in this size.</summary>
    public static long OfImage(int width, int height) => (long)((width + Patch - 1) / Patch) * ((height + Patch - 1) / Patch);

    /// <summary>Tokens of a text.</summary>
    public static long OfText(ReadOnlySpan<char> text)
    {
        var rule = default(TokenRule);
        foreach (var rune in text.EnumerateRunes())
        {
            rule.Add(rune.Value, rune.Utf8SequenceLength);
        }

        return rule.Count;
    }

    /// <summary>Counts one character.</summary>
    /// <param name="code">Its code point; any value from 128 on counts alike.</param>
    /// <param name="utf8Bytes">Its length in UTF-8.</param>
    public void Add(int code, int utf8Bytes)
    {
        if (code < 128 && !char.IsAsciiLetterOrDigit((char)code))
        {
            Count += code <= ' ' ? 0 : 1;
            _bytesInToken = 0;
        }
        else if (_bytesInToken == 0 || _bytesInToken + utf8Bytes > BytesPerToken)
        {
            Count++;
            _bytesInToken = utf8Bytes;
        }
        else
        {
            _bytesInToken += utf8Bytes;
        }
    }
}
