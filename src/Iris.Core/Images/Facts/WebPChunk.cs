namespace Iris.Core.Images.Facts;

/// <summary>Names of WebP chunks as big-endian numbers, and the flags of the extended header.</summary>
internal static class WebPChunk
{
    public const uint Vp8 = 0x56503820;
    public const uint Vp8L = 0x5650384C;
    public const uint Vp8X = 0x56503858;
    public const uint Anmf = 0x414E4D46;
    public const uint Alph = 0x414C5048;
    public const uint Exif = 0x45584946;
    public const uint Iccp = 0x49434350;
    private const uint Anim = 0x414E494D;

    /// <summary>Flags of <see cref="Vp8X"/>.</summary>
    public const int XmpFlag = 0x04;

    /// <summary>Flags of <see cref="Vp8X"/>.</summary>
    public const int ExifFlag = 0x08;

    /// <summary>Flags of <see cref="Vp8X"/>.</summary>
    public const int AlphaFlag = 0x10;

    /// <summary>True for a chunk that tells about the picture but does not make it: XMP, and whatever is unknown. <see cref="Exif"/> is judged by its content.</summary>
    public static bool IsMetadata(uint type) => type is not (Vp8 or Vp8L or Vp8X or Anmf or Alph or Exif or Iccp or Anim);
}
