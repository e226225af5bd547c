using System.Globalization;
using System.Net;
using System.Text;

namespace Iris.Imaging.Fetching;

/// <summary>Brings the host of a URL into the one spelling that is judged, resolved and sent: lower-case ASCII without trailing dot, or an address.</summary>
/// <remarks>
/// Look-alike characters are folded here and not left to <see cref="Uri.IdnHost"/>, whose result depends on whether the process has
/// ICU data (it does not fold under invariant globalization): <c>①②⑦.0.0.1</c> must be the same host on every machine.
/// </remarks>
internal static class HostText
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;
    private static readonly IdnMapping Idn = new();

    /// <summary>Canonical spelling, or null when the text is no host.</summary>
    public static string? Canonicalize(string host)
    {
        var folded = Ascii.IsValid(host) ? host : Fold(host);
        if (folded is null)
        {
            return null;
        }

        var name = folded.EndsWith('.') ? folded[..^1] : folded;
        if (IPAddress.TryParse(name, out var address))
        {
            return address.ToString();
        }

        return ToAsciiName(name);
    }

    private static string? ToAsciiName(string name)
    {
        try
        {
            var ascii = Idn.GetAscii(name.ToLowerInvariant());
            return ascii.Length <= LongestName && ascii.Split('.').All(IsLabel) ? ascii.ToLowerInvariant() : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsLabel(string label)
    {
        if (label.Length is 0 or > LongestLabel || !label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            return false;
        }

        return !label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) || IsHonestPunycode(label);
    }

    // Punycode that decodes to signs, controls or plain ASCII hides a different host from a reader.
    private static bool IsHonestPunycode(string label)
    {
        var text = Idn.GetUnicode(label);
        return !Ascii.IsValid(text) && text.EnumerateRunes().All(rune => rune.IsAscii || IsLetterLike(rune));
    }

    private static bool IsLetterLike(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.OtherSymbol or UnicodeCategory.OtherPunctuation;

    private static string? Fold(string host)
    {
        var folded = new StringBuilder(host.Length);
        foreach (var rune in host.EnumerateRunes())
        {
            if (!AppendFolded(folded, rune))
            {
                return null;
            }
        }

        return folded.ToString();
    }

    private static bool AppendFolded(StringBuilder folded, Rune rune)
    {
        if (rune.IsAscii)
        {
            folded.Append((char)rune.Value);
            return true;
        }

        if (rune.Value is 0x3002 or 0xff0e or 0xff61)
        {
            folded.Append('.');
            return true;
        }

        if (rune.Value is >= 0xff01 and <= 0xff5e)
        {
            var plain = (char)(rune.Value - 0xfee0);
            folded.Append(plain);
            return char.IsAsciiLetterOrDigit(plain) || plain is '-';
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format || rune.Value is 0x034f or (>= 0xfe00 and <= 0xfe0f))
        {
            return true;
        }

        return AppendDigitOrLetter(folded, rune);
    }

    private static bool AppendDigitOrLetter(StringBuilder folded, Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        if (category is UnicodeCategory.OtherNumber or UnicodeCategory.DecimalDigitNumber)
        {
            var digit = Rune.GetNumericValue(rune);
            folded.Append(digit is >= 0 and <= 9 && digit == Math.Floor(digit) ? (char)('0' + (int)digit) : '\ufffd');
            return digit is >= 0 and <= 9 && digit == Math.Floor(digit);
        }

        folded.Append(rune.ToString());
        return rune != Rune.ReplacementChar && IsLetterLike(rune);
    }
}
