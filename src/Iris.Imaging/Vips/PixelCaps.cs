namespace Iris.Imaging.Vips;

/// <summary>What a header may announce before any pixel is decoded. The gateway checks the same and more; here it is the last lock.</summary>
/// <remarks>Measured: interlaced files and GIFs are held in memory whole, so they get half (security notes, bombs of 2.5 GB from 5 MB).</remarks>
internal static class PixelCaps
{
    /// <summary>Longest side, in pixels.</summary>
    public const int MaxEdge = 16_384;

    /// <summary>Longest side of a WebP file, in pixels: the format has 14 bits for it.</summary>
    public const int MaxWebPEdge = 16_383;

    /// <summary>Pixels of a file that is decoded row by row.</summary>
    public const long MaxPixels = 50_000_000;

    /// <summary>Pixels of an interlaced or progressive file and of a GIF.</summary>
    public const long MaxHeldPixels = 25_000_000;

    /// <summary>Bytes of one encoded image.</summary>
    public const long MaxBytes = 64L * 1024 * 1024;

    /// <summary>True when an image of this size may be decoded.</summary>
    public static bool Allow(long width, long height, bool isHeldWhole)
        => width is > 0 and <= MaxEdge && height is > 0 and <= MaxEdge
            && width * height <= (isHeldWhole ? MaxHeldPixels : MaxPixels);
}
