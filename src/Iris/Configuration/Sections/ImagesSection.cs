using System.Collections.Frozen;
using Iris.Configuration.Text;
using Iris.Configuration.Yaml;
using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Configuration.Sections;

/// <summary>Reads <c>images</c>.</summary>
internal static class ImagesSection
{
    // The hard cap of one image, whoever asks (architecture, section 5).
    private const long HardCap = 64L * 1024 * 1024;

    public static ImagesOptions Read(MappingReader section, IReadOnlyCollection<string> limitsProfiles)
    {
        var defaults = new ImagesOptions();
        return new ImagesOptions
        {
            Remote = section.Word("remote", defaults.Remote, ("inline", RemoteImages.Inline), ("pass", RemoteImages.Pass)),
            Policy = section.Word("policy", defaults.Policy, ("adapt", ImagePolicy.Adapt), ("strict", ImagePolicy.Strict)),
            StripMetadata = section.Word("metadata", defaults.StripMetadata, ("keep", false), ("strip", true)),
            LimitsProfile = ReadLimitsProfile(section, limitsProfiles),
            Fetch = ReadFetch(section.Mapping("fetch"), defaults.Fetch),
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
        MaxBytes = section.Value("max_bytes", defaults.MaxBytes, TryParseImageSize, $"{SizeText.Form}, at most 64MiB"),
        Timeout = section.Value<TimeSpan>("timeout", defaults.Timeout, DurationText.TryParse, DurationText.Form),
    };

    private static bool TryParseImageSize(string text, out long bytes) => SizeText.TryParse(text, out bytes) && bytes <= HardCap;
}
