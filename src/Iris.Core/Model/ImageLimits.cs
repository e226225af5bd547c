namespace Iris.Core.Model;

/// <summary>What an endpoint takes. Null means that the vendor states no such limit.</summary>
/// <remarks>Numbers are data of the catalogue with source and date; none is written in code.</remarks>
public sealed record ImageLimits
{
    /// <summary>Name of the profile, for instance <c>io.net</c>.</summary>
    public required string Profile { get; init; }

    /// <summary>Formats that the endpoint takes as they are.</summary>
    public required IReadOnlyList<ImageFormat> Formats { get; init; }

    /// <summary>Largest image, measured by <see cref="Measure"/>.</summary>
    public long? MaxImageBytes { get; init; }

    /// <summary>Whether <see cref="MaxImageBytes"/> and <see cref="MaxTotalBytes"/> count the file or its base64 text.</summary>
    public ByteMeasure Measure { get; init; }

    /// <summary>All images of a request together, measured by <see cref="Measure"/>.</summary>
    public long? MaxTotalBytes { get; init; }

    /// <summary>The whole request body in bytes, images as base64 in it.</summary>
    public long? MaxRequestBytes { get; init; }

    /// <summary>Longest side in pixels.</summary>
    public int? MaxEdge { get; init; }

    /// <summary>Shortest side in pixels: a smaller image is refused, never enlarged.</summary>
    public int? MinEdge { get; init; }

    /// <summary>Pixels of one image.</summary>
    public long? MaxPixels { get; init; }

    /// <summary>Longer side divided by the shorter one.</summary>
    public int? MaxAspect { get; init; }

    /// <summary>Images in one request.</summary>
    public int? MaxImages { get; init; }

    /// <summary>The narrower edge of requests with many images.</summary>
    public ManyImagesLimit? ManyImages { get; init; }

    /// <summary>False: only the first frame may be sent.</summary>
    public bool AllowsAnimation { get; init; }

    /// <summary>True when the provider turns an image upright by its EXIF orientation; false where it does not, or nobody knows.</summary>
    public bool AppliesOrientation { get; init; }

    /// <summary>True when the provider downloads http(s) URLs itself.</summary>
    public bool FetchesUrls { get; init; }
}
