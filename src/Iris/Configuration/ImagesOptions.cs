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

    /// <summary>True drops metadata from untouched images too.</summary>
    public bool StripMetadata { get; init; }

    /// <summary>A limits profile that every endpoint is held to besides its own, or null.</summary>
    public string? LimitsProfile { get; init; }

    /// <summary>Downloads.</summary>
    public FetchOptions Fetch { get; init; } = new();
}
