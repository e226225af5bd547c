namespace Iris.Benchmarks;

/// <summary>The images of 20 MB.</summary>
public enum LargeImage
{
    /// <summary>A photo with all that a camera writes.</summary>
    Jpeg,

    /// <summary>A photo of 4 MB with a video of 16 MB behind it.</summary>
    JpegWithVideo,

    /// <summary>Pixels in chunks of 8 KiB, as libpng writes them.</summary>
    Png,

    /// <summary>One frame in blocks of 255 bytes.</summary>
    Gif,

    /// <summary>One chunk.</summary>
    WebP,
}
