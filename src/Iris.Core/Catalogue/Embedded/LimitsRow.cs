using Iris.Core.Model;

namespace Iris.Core.Catalogue.Embedded;

/// <summary>A limits profile. What the file says under <c>also</c> (whole requests, total bytes, pixels) is kept for later readers.</summary>
internal sealed record LimitsRow
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Formats { get; init; }

    public long? MaxImageBytes { get; init; }

    public int? MaxEdge { get; init; }

    public int? MaxImages { get; init; }

    public required bool Animation { get; init; }

    public required bool FetchesUrls { get; init; }

    public ImageLimits ToLimits() => new()
    {
        Profile = Name,
        Formats = [.. Formats.Select(ToFormat)],
        MaxImageBytes = MaxImageBytes,
        MaxEdge = MaxEdge,
        MaxImages = MaxImages,
        AllowsAnimation = Animation,
        FetchesUrls = FetchesUrls,
    };

    private static ImageFormat ToFormat(string name) => name switch
    {
        "png" => ImageFormat.Png,
        "jpeg" => ImageFormat.Jpeg,
        "gif" => ImageFormat.Gif,
        "webp" => ImageFormat.WebP,
        "avif" => ImageFormat.Avif,
        "heic" => ImageFormat.Heic,
        "tiff" => ImageFormat.Tiff,
        _ => throw new InvalidDataException($"image-limits.json names the unknown format '{name}'"),
    };
}
