namespace Iris.Core.Providers.Profiles;

/// <summary>One provider that this process can reach: a profile with an address and a key. Immutable.</summary>
/// <remarks>Holds a secret: never logged as a whole (<see cref="ToString"/> leaves key and headers out).</remarks>
public sealed record ProviderConnection
{
    /// <summary>The configured name, which endpoints carry as <c>Provider</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of server it is.</summary>
    public required ProviderProfile Profile { get; init; }

    /// <summary>Always with a slash at the end, without user info, query and fragment.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Null when none is sent.</summary>
    public string? ApiKey { get; init; }

    /// <summary>More headers for every request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Where chat requests go.</summary>
    public Uri ChatUrl => new(BaseUrl, Profile.ChatPath);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Profile.Name}) at {BaseUrl}";
}
