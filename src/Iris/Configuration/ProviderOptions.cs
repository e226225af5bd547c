using Iris.Core.Images;
using Iris.Core.Providers.Profiles;

namespace Iris.Configuration;

/// <summary>One provider as the operator configured it.</summary>
internal sealed record ProviderOptions
{
    /// <summary>The name in the file, which endpoints carry.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of server it is.</summary>
    public required ProviderProfile Profile { get; init; }

    /// <summary>With a slash at the end; null for the profile's own address.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Null for the key of the environment, where the profile's own address is used, or for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>More headers for every request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Exactly these upstream models; null for all that the catalogue knows or the server names.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>What happens to image URLs here; null for what counts everywhere.</summary>
    public RemoteImages? RemoteImages { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Profile.Name})";
}
