using System.Buffers.Binary;
using System.Text;

namespace Iris.TestKit;

/// <summary>Images with all that cameras and phones write around the pixels. All of them decode.</summary>
public static class SamplePhotos
{
    /// <summary>An EXIF block with camera, time and position.</summary>
    public static byte[] Exif(int orientation = 6) => SampleImages.Exif(orientation, "Canon", "Canon EOS 5D", "2024:05:06 07:08:09", gps: true);

    /// <summary>An XMP packet.</summary>
    public static byte[] Xmp() => "<x:xmpmeta xmlns:x='adobe:ns:meta/'><exif:GPSLatitude>48,12N</exif:GPSLatitude></x:xmpmeta>"u8.ToArray();

    /// <summary>A JPEG with JFIF, EXIF, a thumbnail, XMP, IPTC, a profile, Adobe's transform, a comment and an unknown segment.</summary>
    public static byte[] Jpeg(int width, int height, int orientation = 6, byte[]? profile = null) => SampleImages.Jpeg(
        width,
        height,
        SampleImages.JpegSegment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0]),
        SampleImages.JpegExif([.. Exif(orientation), .. SampleImages.Jpeg(160, 120)]),
        SampleImages.JpegSegment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Xmp()]),
        SampleImages.JpegSegment(0xED, [.. "Photoshop 3.0\0"u8, .. "8BIM\u0004\u0004\0\0\0\0\0\u0007Somebody"u8]),
        SampleProfiles.JpegSegment(profile ?? SampleProfiles.DisplayP3()),
        SampleImages.JpegSegment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]),
        SampleImages.JpegSegment(0xE7, "maker's notes"u8),
        SampleImages.JpegSegment(0xFE, "taken by Somebody"u8));

    /// <summary>A JPEG of several pictures: the second one and a table of contents, as MPO and Ultra HDR files have it.</summary>
    public static byte[] MultiPictureJpeg(int width, int height)
        => [.. SampleImages.Jpeg(width, height, SampleImages.JpegSegment(0xE2, "MPF\0II*\0"u8)), .. SampleImages.Jpeg(width / 2, height / 2, SampleImages.JpegExif(Exif()))];

    /// <summary>A PNG with EXIF, a profile, text of each kind, time, resolution, a private chunk, and a ZIP archive behind it.</summary>
    public static byte[] Png(int width, int height, int orientation = 6) =>
    [
        .. SampleImages.Png(
            width,
            height,
            0x3366CC80,
            alpha: true,
            SampleProfiles.PngChunk(SampleProfiles.DisplayP3()),
            SampleImages.PngChunk("pHYs", [0, 0, 11, 19, 0, 0, 11, 19, 1]),
            SampleImages.PngChunk("eXIf", Exif(orientation)),
            SampleImages.PngChunk("tEXt", "Author\0Somebody"u8),
            SampleImages.PngChunk("zTXt", [.. "Comment\0\0"u8, 0x78, 0x9C, 3, 0, 0, 0, 0, 1]),
            SampleImages.PngChunk("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Xmp()]),
            SampleImages.PngChunk("tIME", [7, 232, 5, 6, 7, 8, 9]),
            SampleImages.PngChunk("prVt", "private"u8)),
        .. "PK\u0003\u0004"u8,
    ];

    /// <summary>A lossless WebP of one transparent pixel with a profile, EXIF, XMP and an unknown chunk, and bytes behind it.</summary>
    public static byte[] WebP(int orientation = 6, byte[]? profile = null)
    {
        byte[] chunks =
        [
            .. "WEBP"u8,
            .. RiffChunk("VP8X", [0x20 | 0x10 | 0x08 | 0x04, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            .. RiffChunk("ICCP", profile ?? SampleProfiles.DisplayP3()),
            .. SampleImages.WebP()[12..],
            .. RiffChunk("EXIF", Exif(orientation)),
            .. RiffChunk("XMP ", Xmp()),
            .. RiffChunk("JUNK", "Somebody"u8),
        ];
        return [.. RiffChunk("RIFF", chunks), .. "PK\u0003\u0004"u8];
    }

    /// <summary>A GIF with two frames, a loop, a comment, XMP, plain text, an unknown extension, and script behind it.</summary>
    public static byte[] Gif(int width, int height)
    {
        var gif = SampleImages.Gif(width, height, frames: 2, transparent: true);
        return
        [
            .. gif[..25],
            0x21, 0xFF, .. "\u000BNETSCAPE2.0"u8, 3, 1, 0, 0, 0,
            0x21, 0xFE, 8, .. "Somebody"u8, 0,
            0x21, 0xFF, .. "\u000BXMP DataXMP"u8, .. Xmp(), 1, .. Enumerable.Range(0, 256).Select(i => (byte)(255 - i)), 0,
            0x21, 0xF9, 4, 0, 0, 0, 0, 0,
            0x21, 0x01, 12, 0, 0, 0, 0, 8, 0, 8, 0, 8, 8, 1, 0, 2, .. "Hi"u8, 0,
            0x21, 0x77, 3, 1, 2, 3, 0,
            .. gif[25..],
            .. "*/=1;"u8,
        ];
    }

    private static byte[] RiffChunk(string type, ReadOnlySpan<byte> data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. Encoding.ASCII.GetBytes(type), .. length, .. data, .. new byte[data.Length & 1]];
    }
}
