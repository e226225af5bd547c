using System.Buffers.Binary;
using Iris.Core.Model;

namespace Iris.Imaging.Vips;

/// <summary>The worker's own look at the first bytes, before libvips sees any of them.</summary>
/// <remarks>
/// The gateway has decided the format already; this is the second lock on the same door. libvips is never asked to guess,
/// because guessing runs the sniffers of formats that Iris does not take.
/// </remarks>
internal static class FormatSignature
{
    /// <summary>As many first bytes as <see cref="Detect"/> can use.</summary>
    public const int HeadLength = 128;

    private const int BrandStart = 8;
    private const int CompatibleBrandsStart = 16;

    /// <summary>The format that the first bytes announce; <see cref="ImageFormat.Unknown"/> also for image sequences in an ISO container.</summary>
    public static ImageFormat Detect(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(PngSignature))
        {
            return ImageFormat.Png;
        }

        if (head.StartsWith(JpegSignature))
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

        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) || head.StartsWith("II+\0"u8) || head.StartsWith("MM\0+"u8))
        {
            return ImageFormat.Tiff;
        }

        return head.Length >= 12 && head[4..].StartsWith("ftyp"u8) ? FromBrands(head) : ImageFormat.Unknown;
    }

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    private static ReadOnlySpan<byte> JpegSignature => [0xff, 0xd8, 0xff];

    private static ImageFormat FromBrands(ReadOnlySpan<byte> head)
    {
        var major = FromBrand(head[BrandStart..]);
        if (major != ImageFormat.Unknown || !head[BrandStart..].StartsWith("mif1"u8))
        {
            return major;
        }

        var boxLength = (int)Math.Min(head.Length, BinaryPrimitives.ReadUInt32BigEndian(head));
        for (var at = CompatibleBrandsStart; at + 4 <= boxLength; at += 4)
        {
            var compatible = FromBrand(head[at..]);
            if (compatible != ImageFormat.Unknown)
            {
                return compatible;
            }
        }

        return ImageFormat.Heic;
    }

    private static ImageFormat FromBrand(ReadOnlySpan<byte> brand)
    {
        if (brand.StartsWith("avif"u8))
        {
            return ImageFormat.Avif;
        }

        var isHevc = brand.StartsWith("heic"u8) || brand.StartsWith("heix"u8) || brand.StartsWith("heim"u8) || brand.StartsWith("heis"u8);
        return isHevc ? ImageFormat.Heic : ImageFormat.Unknown;
    }
}
