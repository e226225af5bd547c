using Iris.Core.Model;

namespace Iris.Core.Images.Facts;

/// <summary>Tells an image's format from its first bytes. A declared type or a file name is never asked.</summary>
internal static class ImageSignature
{
    /// <summary>Bytes that <see cref="Detect"/> wants to see, fewer only when there are no more.</summary>
    public const int HeadLength = 32;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The format, or <see cref="ImageFormat.Unknown"/>. For a PNG whose signature a text-mode transfer damaged, PNG.</summary>
    public static ImageFormat Detect(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
        {
            return ImageFormat.Jpeg;
        }

        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
        {
            return ImageFormat.Gif;
        }

        if (head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith("WEBP"u8))
        {
            return ImageFormat.WebP;
        }

        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8))
        {
            return ImageFormat.Tiff;
        }

        return IsPngLike(head) ? ImageFormat.Png : DetectIsoMedia(head);
    }

    /// <summary>True when the eight bytes are the PNG signature without damage.</summary>
    public static bool IsPng(ReadOnlySpan<byte> head) => head.StartsWith(Png);

    private static bool IsPngLike(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Png[..4]))
        {
            return true;
        }

        if (head.Length < Png.Length)
        {
            return false;
        }

        var same = 0;
        for (var i = 0; i < Png.Length; i++)
        {
            same += head[i] == Png[i] ? 1 : 0;
        }

        return same >= 6;
    }

    private static ImageFormat DetectIsoMedia(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12 || !head[4..].StartsWith("ftyp"u8))
        {
            return ImageFormat.Unknown;
        }

        var brand = head.Slice(8, 4);
        return brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8) ? ImageFormat.Avif
            : IsHeifBrand(brand) ? ImageFormat.Heic
            : ImageFormat.Unknown;
    }

    private static bool IsHeifBrand(ReadOnlySpan<byte> brand)
        => brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8)
            || brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8)
            || brand.SequenceEqual("heim"u8) || brand.SequenceEqual("heis"u8)
            || brand.SequenceEqual("hevc"u8) || brand.SequenceEqual("hevx"u8);
}
