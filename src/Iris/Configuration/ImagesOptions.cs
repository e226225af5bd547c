using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Configuration;

/// <summary>What happens to images.</summary>
internal sealed record ImagesOptions
{
    /// <summary>Images named by URL.</summary>
    public RemoteImages Remote { get; init; } = RemoteImages.Inline;

    /// <summary>Images that break a limit.</summary>
    public ImagePolicy Policy { get; init; } = ImagePolicy.Adapt;

    /// <summary>Tokens that one image may cost, or null for as many as the model counts.</summary>
    public long? MaxTokensPerImage { get; init; }

    /// <summary>Replaces the detail of every image; null leaves the caller's.</summary>
    public ImageDetail? Detail { get; init; }

    /// <summary>What counts where neither key nor request says otherwise.</summary>
    public ImagePreferences Preferences => new(Policy, MaxTokensPerImage, Detail);

    /// <summary>True drops metadata from untouched images too.</summary>
    public bool StripMetadata { get; init; }

    /// <summary>A limits profile that every endpoint is held to besides its own, or null.</summary>
    public string? LimitsProfile { get; init; }

    /// <summary>Downloads.</summary>
    public FetchOptions Fetch { get; init; } = new();

    /// <summary>What is kept of downloads.</summary>
    public ImageCacheOptions Cache { get; init; } = new();
}
