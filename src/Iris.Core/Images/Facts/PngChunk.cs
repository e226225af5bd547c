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
    public const uint Cicp = 0x63494350;
    public const uint Iccp = 0x69434350;
    public const uint Srgb = 0x73524742;
    public const uint Chrm = 0x6348524D;
    private const uint Gama = 0x67414D41;
    private const uint Sbit = 0x73424954;
    private const uint Bkgd = 0x624B4744;
    private const uint Phys = 0x70485973;
    private const uint Mdcv = 0x6D444356;
    private const uint Clli = 0x634C4C49;

    /// <summary>True for a chunk that a decoder may skip: the fifth bit of its first letter.</summary>
    public static bool IsAncillary(uint type) => (type & 0x2000_0000) != 0;

    /// <summary>True for a chunk that tells about the picture but does not make it: text, time, and whatever is private. <see cref="Exif"/> is judged by its content.</summary>
    public static bool IsMetadata(uint type) => IsAncillary(type) && type is not (
        Trns or Actl or Fctl or Fdat or Exif or Cicp or Iccp or Srgb or Chrm or Gama or Sbit or Bkgd or Phys or Mdcv or Clli);

    /// <summary>True when the four bytes are letters.</summary>
    public static bool IsName(uint type)
        => char.IsAsciiLetter((char)(type >> 24)) && char.IsAsciiLetter((char)(type >> 16 & 0xFF))
            && char.IsAsciiLetter((char)(type >> 8 & 0xFF)) && char.IsAsciiLetter((char)(type & 0xFF));

    /// <summary>True when the checksum behind a chunk's content is that of its name and content.</summary>
    /// <param name="window">Where it lies.</param>
    /// <param name="position">Offset of the chunk.</param>
    /// <param name="length">Bytes of its content.</param>
    public static bool ChecksumFits(ref ByteWindow window, long position, uint length)
    {
        var state = Crc32.Seed;
        var end = position + 8 + length;
        for (position += 4; position < end;)
        {
            var bytes = window.Look(position, (int)Math.Min(end - position, ByteWindow.Size));
            state = Crc32.Add(state, bytes);
            position += bytes.Length;
            if (bytes.IsEmpty)
            {
                return false;
            }
        }

        return window.U32(end) == (uint)~state;
    }
}
