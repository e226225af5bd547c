namespace Iris.Core.Model;

/// <summary>What the header of an image tells, read without a decode.</summary>
/// <remarks>A value: reading it from a file allocates nothing.</remarks>
public readonly record struct ImageFacts
{
    /// <summary>One still frame, upright.</summary>
    public ImageFacts()
    {
    }

    /// <summary>Decided by magic bytes.</summary>
    public required ImageFormat Format { get; init; }

    /// <summary>Size of the encoded image in bytes (decoded from base64).</summary>
    public required long Bytes { get; init; }

    /// <summary>Pixels as stored, before the orientation is applied.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels as stored, before the orientation is applied.</summary>
    public required int Height { get; init; }

    /// <summary>Frames of an animation or pages of a TIFF; 1 for a still image. Counting stops at 1 001.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>EXIF orientation 1 to 8; 1 when there is none.</summary>
    public int Orientation { get; init; } = 1;

    /// <summary>True when the format declares an alpha channel or a transparent colour.</summary>
    public bool HasAlpha { get; init; }

    /// <summary>True for a progressive JPEG and an interlaced PNG or GIF: these need far more memory to decode.</summary>
    public bool IsProgressive { get; init; }

    /// <summary>How colours are stored, where that is not plain 8-bit sRGB or grey.</summary>
    public ImageColour Colour { get; init; }

    /// <summary>True when an EXIF block was seen, be it one with an orientation only.</summary>
    public bool HasExif { get; init; }

    /// <summary>True when the EXIF block holds a GPS position.</summary>
    public bool HasGps { get; init; }

    /// <summary>
    /// True when something was seen that tells about the picture but does not make it: EXIF, XMP, IPTC, text, a comment, a time,
    /// a thumbnail, private parts, bytes or a second picture behind the end. An EXIF block that holds an orientation and
    /// nothing else is no metadata, and neither is a colour profile.
    /// </summary>
    /// <remarks>A second JPEG that no table of contents (MPF) announces, and that ends where the file ends, is not seen: that would take a walk through all pixels.</remarks>
    public bool HasMetadata { get; init; }

    /// <summary>Camera maker and model from EXIF, or none.</summary>
    public FactText Camera { get; init; }

    /// <summary>The time the picture was taken as EXIF writes it (<c>yyyy:MM:dd HH:mm:ss</c>, no zone), or none.</summary>
    public FactText TakenAt { get; init; }

    /// <summary>Width once the orientation is applied.</summary>
    public int UprightWidth => Orientation >= 5 ? Height : Width;

    /// <summary>Height once the orientation is applied.</summary>
    public int UprightHeight => Orientation >= 5 ? Width : Height;

    /// <summary>Stored pixels of one frame.</summary>
    public long Pixels => (long)Width * Height;
}
