namespace Iris.Core.Images.Facts;

/// <summary>The markers of a JPEG (ITU-T T.81), and which of its segments no decoder needs.</summary>
internal static class JpegMarker
{
    public const int StartOfImage = 0xD8;
    public const int EndOfImage = 0xD9;
    public const int StartOfScan = 0xDA;
    public const int App0 = 0xE0;
    public const int App1 = 0xE1;
    public const int App2 = 0xE2;
    public const int App14 = 0xEE;
    public const int App15 = 0xEF;
    public const int Comment = 0xFE;

    /// <summary>Content of a JFIF segment that holds no thumbnail.</summary>
    public const int PlainJfifLength = 14;

    /// <summary>Baseline, extended and progressive, with Huffman or arithmetic coding.</summary>
    public static bool IsFrame(int marker) => marker is 0xC0 or 0xC1 or 0xC2 or 0xC9 or 0xCA;

    /// <summary>True for a marker without a length: a restart, or TEM.</summary>
    public static bool StandsAlone(int marker) => marker is 0x01 or (>= 0xD0 and <= 0xD7);

    /// <summary>True for a segment that tells about the picture but does not make it: all application segments but plain JFIF, ICC and Adobe's transform, and comments.</summary>
    /// <param name="window">Where it lies.</param>
    /// <param name="marker">Its marker.</param>
    /// <param name="start">Offset of its content.</param>
    /// <param name="length">Length of its content.</param>
    public static bool IsMetadata(ref ByteWindow window, int marker, long start, int length) => marker switch
    {
        App0 => length != PlainJfifLength || !window.Matches(start, "JFIF\0"u8),
        App2 => !window.Matches(start, "ICC_PROFILE\0"u8),
        App14 => !window.Matches(start, "Adobe"u8),
        Comment or (>= App1 and <= App15) => true,
        _ => false,
    };
}
