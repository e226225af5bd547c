using System.Text.RegularExpressions;

namespace Iris.Core.Telemetry;

/// <summary>Takes out of foreign text what must not reach a caller or a log: keys, URL queries, base64.</summary>
public static partial class Redaction
{
    private const int MostCharacters = 2000;

    /// <summary>Scrubs a provider's words.</summary>
    /// <param name="text">As received.</param>
    /// <param name="secret">The provider's own key, taken out wherever it stands, or null.</param>
    /// <returns>At most 2 000 characters.</returns>
    public static string Scrub(string text, string? secret)
    {
        if (text.Length > 4 * MostCharacters)
        {
            text = text[..(4 * MostCharacters)];
        }

        if (!string.IsNullOrEmpty(secret))
        {
            text = text.Replace(secret, "[key]", StringComparison.Ordinal);
        }

        text = KeyLike().Replace(text, "[key]");
        text = UrlQuery().Replace(text, "$1?[query]");
        text = LongRun().Replace(text, "[data]");
        return text.Length <= MostCharacters ? text : string.Concat(text.AsSpan(0, MostCharacters), "…");
    }

    [GeneratedRegex(@"\b(?:sk|gsk|xai|hf|nvapi|key|pk|rk|or|AIza)[-_][A-Za-z0-9_\-\*\.]{6,}|\bAIza[A-Za-z0-9_\-]{20,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KeyLike();

    [GeneratedRegex(@"(https?://[^\s""'<>?#]+)\?[^\s""'<>]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UrlQuery();

    [GeneratedRegex(@"[A-Za-z0-9+/_\-]{80,}={0,2}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LongRun();
}
