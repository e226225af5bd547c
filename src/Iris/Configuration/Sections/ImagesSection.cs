using System.Collections.Frozen;
using Iris.Configuration.Text;
using Iris.Configuration.Yaml;
using Iris.Core.Images;

namespace Iris.Configuration.Sections;

/// <summary>Reads <c>images</c>.</summary>
internal static class ImagesSection
{
    // The hard cap of one image, whoever asks (architecture, section 5).
    private const long HardCap = 64L * 1024 * 1024;

    public static ImagesOptions Read(MappingReader section, IReadOnlyCollection<string> limitsProfiles)
    {
        var defaults = new ImagesOptions();
        var preferences = PreferencesSection.Read(section);
        return new ImagesOptions
        {
            Remote = section.Word("remote", defaults.Remote, ("inline", RemoteImages.Inline), ("pass", RemoteImages.Pass)),
            Policy = preferences.Policy ?? defaults.Policy,
            MaxTokensPerImage = preferences.MaxTokensPerImage,
            Detail = preferences.Detail,
            StripMetadata = section.Word("metadata", defaults.StripMetadata, ("keep", false), ("strip", true)),
            LimitsProfile = ReadLimitsProfile(section, limitsProfiles),
            Fetch = ReadFetch(section.Mapping("fetch"), defaults.Fetch),
            Cache = ReadCache(section.Mapping("cache"), defaults.Cache),
        };
    }

    private static string? ReadLimitsProfile(MappingReader section, IReadOnlyCollection<string> profiles)
    {
        return section.Value<string?>("limits", null, Find, $"known limits profiles are {string.Join(", ", profiles.Order(StringComparer.Ordinal))}");

        bool Find(string text, out string? profile)
        {
            profile = profiles.FirstOrDefault(known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
            return profile is not null;
        }
    }

    private static FetchOptions ReadFetch(MappingReader section, FetchOptions defaults) => new()
    {
        Allow = section.List<string>("allow", HostPortText.TryParse, HostPortText.Form)?.ToFrozenSet(StringComparer.Ordinal) ?? defaults.Allow,
        Contact = section.Value<string?>("contact", null, IsContact, "write a URL or a mail address, without spaces and parentheses"),
        MaxBytes = section.Value("max_bytes", defaults.MaxBytes, TryParseImageSize, $"{SizeText.Form}, at most 64MiB"),
        Timeout = section.Value<TimeSpan>("timeout", defaults.Timeout, DurationText.TryParse, DurationText.Form),
        TotalTimeout = section.Value<TimeSpan>("total_timeout", defaults.TotalTimeout, DurationText.TryParse, DurationText.Form),
    };

    private static ImageCacheOptions ReadCache(MappingReader section, ImageCacheOptions defaults) => new()
    {
        MemoryBytes = section.Value("memory_bytes", defaults.MemoryBytes, TryParseCacheSize, $"{SizeText.Form}, or 0 for none"),
        DiskBytes = section.Value("disk_bytes", defaults.DiskBytes, TryParseCacheSize, $"{SizeText.Form}, or 0 for none"),
        RewrittenBytes = section.Value("rewritten_bytes", defaults.RewrittenBytes, TryParseCacheSize, $"{SizeText.Form}, or 0 for none"),
    };

    private static bool TryParseCacheSize(string text, out long bytes)
    {
        bytes = 0;
        return text == "0" || SizeText.TryParse(text, out bytes);
    }

    private static bool IsContact(string text, out string? contact)
    {
        contact = text;
        return text.Length is > 0 and <= 200 && text.All(letter => letter is > ' ' and <= '~' and not ('(' or ')' or '\\' or '"'));
    }

    private static bool TryParseImageSize(string text, out long bytes) => SizeText.TryParse(text, out bytes) && bytes <= HardCap;
}
