using System.Text.Json;
using Iris.Core.Model;

namespace Iris.Core.Catalogue.Embedded;

/// <summary>Reads a limits profile of <c>image-limits.json</c>. What the file says under <c>also</c> (whole requests, total bytes, pixels) is kept there for later readers.</summary>
internal static class LimitsReader
{
    public static ImageLimits Read(JsonElement row) => new()
    {
        Profile = row.Text("name"),
        Formats = Array.ConvertAll(row.Texts("formats"), ReadFormat),
        MaxImageBytes = row.OptionalLong("max_image_bytes"),
        MaxEdge = row.OptionalInt("max_edge"),
        MaxImages = row.OptionalInt("max_images"),
        AllowsAnimation = row.GetProperty("animation").GetBoolean(),
        FetchesUrls = row.GetProperty("fetches_urls").GetBoolean(),
    };

    private static ImageFormat ReadFormat(string name) => name switch
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
