namespace Iris.Core.Images.Facts;

/// <summary>The tags that are read (TIFF 6.0, EXIF 2.32).</summary>
internal static class TiffTag
{
    public const int Width = 256;
    public const int Height = 257;
    public const int BitsPerSample = 258;
    public const int Compression = 259;
    public const int Photometric = 262;
    public const int Make = 271;
    public const int Model = 272;
    public const int StripOffsets = 273;
    public const int Orientation = 274;
    public const int SamplesPerPixel = 277;
    public const int RowsPerStrip = 278;
    public const int StripLengths = 279;
    public const int PlanarConfiguration = 284;
    public const int DateTime = 306;
    public const int TileOffsets = 324;
    public const int TileLengths = 325;
    public const int ExtraSamples = 338;
    public const int Xmp = 700;
    public const int Iptc = 33723;
    public const int IccProfile = 34675;
    public const int ExifDirectory = 34665;
    public const int GpsDirectory = 34853;
    public const int DateTimeOriginal = 36867;

    /// <summary>Inside the GPS directory.</summary>
    public const int GpsLatitude = 2;

    /// <summary>Inside the GPS directory.</summary>
    public const int GpsLongitude = 4;
}
