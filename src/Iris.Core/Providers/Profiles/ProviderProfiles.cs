using System.Collections.Frozen;
using Iris.Core.Catalogue.Embedded;

namespace Iris.Core.Providers.Profiles;

/// <summary>The vendors that speak the OpenAI wire. Immutable; read once from <c>providers.json</c> in the assembly.</summary>
public static class ProviderProfiles
{
    private static readonly IReadOnlyList<ProviderProfile> Listed = Read();

    private static readonly FrozenDictionary<string, ProviderProfile> ByName =
        Listed.ToFrozenDictionary(profile => profile.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All, in the order in which keys of the environment and local servers are looked for.</summary>
    public static IReadOnlyList<ProviderProfile> All => Listed;

    /// <summary>Any server that speaks chat completions.</summary>
    public static ProviderProfile Custom => ByName["custom"];

    /// <summary>Finds a profile, upper and lower case alike.</summary>
    /// <returns>Null when there is none of that name.</returns>
    public static ProviderProfile? Find(string name) => ByName.GetValueOrDefault(name);

    private static ProviderProfile[] Read() => EmbeddedJson.Read(
        "Providers.Profiles.providers.json",
        root => root.Rows("profiles", ProfileReader.Read));
}
