using System.Globalization;
using Iris.Configuration.Yaml;
using Iris.Core.Model;

namespace Iris.Configuration.Sections;

/// <summary>Reads how images are to be treated, wherever it is said: for all (<c>images</c>) or for one key (<c>keys.&lt;key&gt;.images</c>).</summary>
internal static class PreferencesSection
{
    public static ImagePreferences Read(MappingReader section) => new(
        section.Word<ImagePolicy?>("policy", null, ("adapt", ImagePolicy.Adapt), ("strict", ImagePolicy.Strict)),
        section.Value<long?>("max_tokens_per_image", null, TryParseTokens, $"write a number from 1 to {ImagePreferences.MostTokensPerImage}"),
        section.Word<ImageDetail?>("detail", null, ("auto", ImageDetail.Auto), ("low", ImageDetail.Low), ("high", ImageDetail.High), ("original", ImageDetail.Original)));

    private static bool TryParseTokens(string text, out long? tokens)
    {
        var parsed = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= ImagePreferences.MostTokensPerImage;
        tokens = number;
        return parsed;
    }
}
