namespace Iris.Core.Model;

/// <summary>What follows from a format alone.</summary>
public static class ImageFormatExtensions
{
    /// <summary>The IANA media type, for instance <c>image/jpeg</c>; <c>application/octet-stream</c> for an unknown format.</summary>
    public static string MediaType(this ImageFormat format) => format switch
    {
        ImageFormat.Png => "image/png",
        ImageFormat.Jpeg => "image/jpeg",
        ImageFormat.Gif => "image/gif",
        ImageFormat.WebP => "image/webp",
        ImageFormat.Avif => "image/avif",
        ImageFormat.Heic => "image/heic",
        ImageFormat.Tiff => "image/tiff",
        _ => "application/octet-stream",
    };

    /// <summary>The name a person knows it by, for instance <c>JPEG</c>.</summary>
    public static string DisplayName(this ImageFormat format) => format switch
    {
        ImageFormat.Png => "PNG",
        ImageFormat.Jpeg => "JPEG",
        ImageFormat.Gif => "GIF",
        ImageFormat.WebP => "WebP",
        ImageFormat.Avif => "AVIF",
        ImageFormat.Heic => "HEIC",
        ImageFormat.Tiff => "TIFF",
        _ => "unknown",
    };
}
