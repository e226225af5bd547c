using Iris.Core.Catalogue.Files;
using Iris.Core.Model;

namespace Iris.Core.Catalogue.Embedded;

/// <summary>Reads a limits profile of <c>image-limits.json</c>. What stands under <c>also</c> (older pages, contradictions) is for people.</summary>
internal static class LimitsReader
{
    private static readonly string[] Members =
    [
        "name", "formats", "max_image_bytes", "max_image_base64_bytes", "max_total_bytes", "max_total_base64_bytes", "max_request_bytes", "max_edge", "min_edge",
        "max_pixels", "max_aspect", "max_images", "many_images", "animation", "applies_orientation", "fetches_urls", "also", "source", "date", "note",
    ];

    private static readonly string[] ManyImagesMembers = ["more_than", "max_edge"];

    private static readonly string[] FormatWords = ["png", "jpeg", "gif", "webp", "avif", "heic", "tiff"];

    public static ImageLimits Read(RowReader row)
    {
        row.Expect(Members);
        var imageBase64 = row.OptionalLong("max_image_base64_bytes");
        var totalBase64 = row.OptionalLong("max_total_base64_bytes");
        var imageFile = row.OptionalLong("max_image_bytes");
        var totalFile = row.OptionalLong("max_total_bytes");
        var countsBase64 = (imageBase64 ?? totalBase64) is not null;
        if (countsBase64 && (imageFile ?? totalFile) is not null)
        {
            row.Mistake(null, "counts bytes of files and of base64 text", "write both byte limits with base64 in their names, or both without");
        }

        return new ImageLimits
        {
            Profile = row.Text("name"),
            Formats = ReadFormats(row),
            MaxImageBytes = imageBase64 ?? imageFile,
            MaxTotalBytes = totalBase64 ?? totalFile,
            Measure = countsBase64 ? ByteMeasure.Base64 : ByteMeasure.Raw,
            MaxRequestBytes = row.OptionalLong("max_request_bytes"),
            MaxEdge = row.OptionalInt("max_edge"),
            MinEdge = row.OptionalInt("min_edge"),
            MaxPixels = row.OptionalLong("max_pixels"),
            MaxAspect = row.OptionalInt("max_aspect"),
            MaxImages = row.OptionalInt("max_images", least: 0),
            ManyImages = ReadManyImages(row.OptionalObject("many_images")),
            AllowsAnimation = row.Flag("animation"),
            AppliesOrientation = row.Flag("applies_orientation"),
            FetchesUrls = row.Flag("fetches_urls"),
        };
    }

    private static ImageFormat[] ReadFormats(RowReader row)
    {
        if (row.OptionalWords("formats", FormatWords) is { } words)
        {
            return Array.ConvertAll(words, ReadFormat);
        }

        if (!row.TryGet("formats", out _))
        {
            row.Mistake("formats", "is missing", $"list what is taken, of: {string.Join(", ", FormatWords)}");
        }

        return [];
    }

    private static ImageFormat ReadFormat(string word) => word switch
    {
        "png" => ImageFormat.Png,
        "jpeg" => ImageFormat.Jpeg,
        "gif" => ImageFormat.Gif,
        "webp" => ImageFormat.WebP,
        "avif" => ImageFormat.Avif,
        "heic" => ImageFormat.Heic,
        _ => ImageFormat.Tiff,
    };

    private static ManyImagesLimit? ReadManyImages(RowReader? row)
    {
        if (row is null)
        {
            return null;
        }

        row.Expect(ManyImagesMembers);
        if (row.OptionalInt("more_than") is { } moreThan && row.OptionalInt("max_edge") is { } maxEdge)
        {
            return new ManyImagesLimit(moreThan, maxEdge);
        }

        if (!row.TryGet("more_than", out _) || !row.TryGet("max_edge", out _))
        {
            row.Mistake(null, "is not whole", "write both more_than and max_edge");
        }

        return null;
    }
}
