using Iris.Core.Model;

namespace Iris.Core.Images.Locating;

/// <summary>The verdict on the first bytes of an image's string.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="PayloadAt">Offset (escapes undone) of the first byte of the base64, the percent-encoded bytes or the URL.</param>
internal readonly record struct SourceHead(SourceKind Kind, int PayloadAt)
{
    /// <summary>Bytes that are looked at: a data URL's media type with its parameters, twice when doubled, must fit.</summary>
    public const int MaxLength = 1024;

    private const int MaxPrefixes = 2;
    private const int MaxSchemeShown = 20;

    private static ReadOnlySpan<byte> WhiteSpace => " \t\r\n\f\v"u8;

    /// <summary>Why it is refused; null unless it is.</summary>
    public GatewayError? Error { get; private init; }

    /// <summary>Reads the head of a string.</summary>
    /// <param name="head">Its first bytes, escapes undone, at most <see cref="MaxLength"/>.</param>
    public static SourceHead Read(ReadOnlySpan<byte> head)
    {
        var start = SkipWhiteSpace(head, 0);
        if (start == head.Length)
        {
            return head.Length < MaxLength ? new SourceHead(SourceKind.Empty, start) : Refuse(ErrorReason.ImageUrlInvalid, "The string begins with more white space than is skipped. Remove it.");
        }

        var scheme = Scheme(head[start..]);
        return scheme.IsEmpty ? new SourceHead(SourceKind.Bare, start)
            : Is(scheme, "data"u8) ? ReadData(head, start)
            : Is(scheme, "http"u8) || Is(scheme, "https"u8) ? new SourceHead(SourceKind.Remote, start)
            : RefuseScheme(scheme);
    }

    /// <summary>True when nothing but white space lies between two offsets.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> head, int from, int to)
        => from <= to && to <= head.Length && head[from..to].IndexOfAnyExcept(WhiteSpace) < 0;

    private static SourceHead ReadData(ReadOnlySpan<byte> head, int start)
    {
        for (var prefix = 1; prefix <= MaxPrefixes; prefix++)
        {
            var type = start + "data:".Length;
            var comma = head[type..].IndexOf((byte)',');
            if (comma < 0)
            {
                return Refuse(ErrorReason.ImageUrlInvalid, "The data URL has no comma after its media type. Write data:image/png;base64,… with the base64 behind the comma.");
            }

            var payload = type + comma + 1;
            start = SkipWhiteSpace(head, payload);
            if (!Is(Scheme(head[start..]), "data"u8))
            {
                var isBase64 = HasBase64Marker(head.Slice(type, comma));
                return new SourceHead(isBase64 ? SourceKind.Base64Data : SourceKind.PlainData, payload);
            }
        }

        return Refuse(ErrorReason.ImageUrlInvalid, "The data URL repeats its prefix more than twice. Write data:image/png;base64, once.");
    }

    /// <summary>RFC 2397 puts the marker last; clients put it anywhere.</summary>
    private static bool HasBase64Marker(ReadOnlySpan<byte> mediaType)
    {
        foreach (var range in mediaType.Split((byte)';'))
        {
            if (Is(mediaType[range].Trim(WhiteSpace), "base64"u8))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The scheme before a colon (RFC 3986 section 3.1), or an empty span.</summary>
    private static ReadOnlySpan<byte> Scheme(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetter((char)text[length])
            || (length > 0 && (char.IsAsciiDigit((char)text[length]) || text[length] is (byte)'+' or (byte)'-' or (byte)'.'))))
        {
            length++;
        }

        return length > 0 && length < text.Length && text[length] == ':' ? text[..length] : default;
    }

    private static SourceHead RefuseScheme(ReadOnlySpan<byte> scheme)
    {
        if (scheme.Length == 1)
        {
            return Refuse(ErrorReason.ImageUrlSchemeNotAllowed, "This is a path of your own machine, which Iris cannot read. Send the file's bytes as a data URL.");
        }

        if (scheme.Length <= MaxSchemeShown && ProviderFiles.CheckScheme(System.Text.Encoding.ASCII.GetString(scheme)) is { } refusal)
        {
            return new SourceHead(SourceKind.Refused, 0) { Error = refusal };
        }

        var name = scheme.Length <= MaxSchemeShown ? System.Text.Encoding.ASCII.GetString(scheme) + ":" : "this kind of";
        return Is(scheme[..Math.Min(4, scheme.Length)], "http"u8)
            ? Refuse(ErrorReason.ImageUrlInvalid, $"The image cannot be read from {name} URLs. Use https:, http: or a data URL.")
            : Refuse(ErrorReason.ImageUrlSchemeNotAllowed, $"The image cannot be read from {name} URLs. Use https:, http: or a data URL with the file's bytes.");
    }

    private static SourceHead Refuse(string reason, string message) => new(SourceKind.Refused, 0) { Error = new GatewayError(reason, message) };

    private static int SkipWhiteSpace(ReadOnlySpan<byte> head, int from)
    {
        var skipped = head[from..].IndexOfAnyExcept(WhiteSpace);
        return skipped < 0 ? head.Length : from + skipped;
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCase) => System.Text.Ascii.EqualsIgnoreCase(text, lowerCase);
}
