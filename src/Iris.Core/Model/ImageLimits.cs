namespace Iris.Core.Model;

/// <summary>What an endpoint takes. Null means that the vendor states no such limit.</summary>
/// <remarks>Numbers are data of the catalogue with source and date; none is written in code.</remarks>
public sealed record ImageLimits
{
    /// <summary>Name of the profile, for instance <c>io.net</c>.</summary>
    public required string Profile { get; init; }

    /// <summary>Formats that the endpoint takes as they are.</summary>
    public required IReadOnlyList<ImageFormat> Formats { get; init; }

    /// <summary>Largest image in bytes (not base64).</summary>
    public long? MaxImageBytes { get; init; }

    /// <summary>Longest side in pixels.</summary>
    public int? MaxEdge { get; init; }

    /// <summary>Images in one request.</summary>
    public int? MaxImages { get; init; }

    /// <summary>False: only the first frame may be sent.</summary>
    public bool AllowsAnimation { get; init; }

    /// <summary>True when the provider downloads http(s) URLs itself.</summary>
    public bool FetchesUrls { get; init; }
}
