using System.Collections.Frozen;
using System.Text.Json;

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

    private static List<ProviderProfile> Read()
    {
        using var stream = typeof(ProviderProfiles).Assembly.GetManifestResourceStream("Iris.Core.Providers.Profiles.providers.json")
            ?? throw new InvalidDataException("the assembly lacks providers.json");
        var file = JsonSerializer.Deserialize(stream, ProfilesJson.Default.ProfilesFile)
            ?? throw new InvalidDataException("providers.json is empty");
        return [.. file.Profiles.Select(row => row.ToProfile())];
    }
}
