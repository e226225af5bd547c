using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>How many bytes an image will have once it is encoded anew, as well as its headers tell. Guides choices; what must hold is a target's MaxBytes.</summary>
internal static class SizeEstimate
{
    private const int Header = 1_024;

    // Bytes a pixel, by rule of thumb: photographs hardly compress in PNG, and colours that shrinking blends compress
    // worse than flat ones did.
    private const double PhotoPng = 2.0;
    private const double AlphaPhotoPng = 2.7;
    private const double PalettePng = 1.0;
    private const double LeastShrunkPng = 0.5;
    private const double TypicalLossy = 0.5;
    private const double HeifToJpeg = 3.0;
    private const double MostLossy = 3.0;
    private const double Blending = 1.5;

    /// <summary>Bytes of a PNG of this image at a size.</summary>
    public static long Png(in ImageFacts facts, ImageSize size) => (long)Math.Min(Raw(facts, size), Header + (size.Pixels * PngDensity(facts, size)));

    /// <summary>Bytes a pixel of a PNG as it came, at 8 bits a channel: photographs have more than 1.2.</summary>
    public static double SourceDensity(in ImageFacts facts)
        => facts.Bytes / (double)Math.Max(1, facts.Pixels) / (facts.Colour == ImageColour.Deep ? 2 : 1);

    /// <summary>What to expect.</summary>
    public static long Typical(in ImageFacts facts, ImageFormat format, ImageSize size)
        => format == ImageFormat.Png ? Png(facts, size) : Header + (long)(size.Pixels * Math.Min(TypicalLossy, LossyDensity(facts)));

    /// <summary>What noise would need.</summary>
    public static long Most(in ImageFacts facts, ImageFormat format, ImageSize size)
        => format == ImageFormat.Png ? Raw(facts, size) : Header + (long)(size.Pixels * MostLossy);

    private static long Raw(in ImageFacts facts, ImageSize size) => Header + size.Height + (size.Pixels * (facts.HasAlpha ? 4 : 3) * 101 / 100);

    /// <summary>An image that was lossy already has no more to tell than its file did.</summary>
    private static double LossyDensity(in ImageFacts facts)
    {
        var density = facts.Bytes / (double)Math.Max(1, facts.Pixels);
        return facts.Format switch
        {
            ImageFormat.Avif or ImageFormat.Heic => density * HeifToJpeg,
            ImageFormat.Jpeg or ImageFormat.WebP => density * Blending,
            _ => TypicalLossy,
        };
    }

    private static double PngDensity(in ImageFacts facts, ImageSize size)
    {
        var shrinks = size.Pixels < facts.Pixels;
        return facts.Format switch
        {
            ImageFormat.Png when shrinks => Math.Max(LeastShrunkPng, SourceDensity(facts) * Blending),
            ImageFormat.Png => SourceDensity(facts),
            ImageFormat.Gif => shrinks ? PalettePng * Blending : PalettePng,
            _ => facts.HasAlpha ? AlphaPhotoPng : PhotoPng,
        };
    }
}
