namespace Iris.Core.Images.Facts;

/// <summary>Names of PNG chunks as big-endian numbers.</summary>
internal static class PngChunk
{
    public const uint Ihdr = 0x49484452;
    public const uint Plte = 0x504C5445;
    public const uint Idat = 0x49444154;
    public const uint Iend = 0x49454E44;
    public const uint Trns = 0x74524E53;
    public const uint Actl = 0x6163544C;
    public const uint Fctl = 0x6663544C;
    public const uint Fdat = 0x66644154;
    public const uint Exif = 0x65584966;
    public const uint Text = 0x74455874;
    public const uint Ztxt = 0x7A545874;
    public const uint Itxt = 0x69545874;

    /// <summary>True for a chunk that a decoder may skip: the fifth bit of its first letter.</summary>
    public static bool IsAncillary(uint type) => (type & 0x2000_0000) != 0;

    /// <summary>True when the four bytes are letters.</summary>
    public static bool IsName(uint type)
        => char.IsAsciiLetter((char)(type >> 24)) && char.IsAsciiLetter((char)(type >> 16 & 0xFF))
            && char.IsAsciiLetter((char)(type >> 8 & 0xFF)) && char.IsAsciiLetter((char)(type & 0xFF));
}
