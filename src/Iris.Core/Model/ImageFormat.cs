namespace Iris.Core.Model;

/// <summary>An image format that callers may send. Magic bytes decide it, never a declared type.</summary>
public enum ImageFormat
{
    /// <summary>No known signature.</summary>
    Unknown,

    /// <summary>PNG.</summary>
    Png,

    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>GIF, 87a or 89a.</summary>
    Gif,

    /// <summary>WebP, lossy or lossless.</summary>
    WebP,

    /// <summary>AVIF.</summary>
    Avif,

    /// <summary>HEIC or HEIF with HEVC inside.</summary>
    Heic,

    /// <summary>TIFF; only the first page is ever used.</summary>
    Tiff,
}
