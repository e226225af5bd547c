using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>Which of PNG, JPEG and WebP an image becomes.</summary>
internal static class TargetFormat
{
    /// <summary>A PNG beyond this takes longer to encode and to send than its exactness is worth. Our own choice, no vendor's limit.</summary>
    private const long ComfortablePng = 4 << 20;

    /// <summary>Below this nobody gains by giving up exactness.</summary>
    private const long TrivialPng = 256 << 10;

    /// <summary>Bytes a pixel from which a PNG holds a photograph rather than a drawing or a screenshot.</summary>
    private const double Photographic = 1.2;

    /// <summary>Chooses the best of what the endpoint takes.</summary>
    /// <param name="facts">The image.</param>
    /// <param name="size">What it will have.</param>
    /// <param name="taken">Formats that the endpoint takes.</param>
    /// <param name="maxBytes">Most bytes of the result, or null.</param>
    /// <returns><see cref="ImageFormat.Unknown"/> when the endpoint takes none of the three.</returns>
    public static ImageFormat Choose(in ImageFacts facts, ImageSize size, IReadOnlyList<ImageFormat> taken, long? maxBytes)
    {
        var png = SizeEstimate.Png(facts, size);
        var wishes = facts.HasAlpha ? WithAlpha(facts, png, maxBytes) : Opaque(facts, png, maxBytes);
        foreach (var wish in wishes)
        {
            if (taken.Contains(wish))
            {
                return wish;
            }
        }

        return ImageFormat.Unknown;
    }

    /// <summary>Alpha is kept while a format that has it can fit; what is laid on white in a JPEG is still seen whole, which a PNG of a few pixels is not.</summary>
    private static ReadOnlySpan<ImageFormat> WithAlpha(in ImageFacts facts, long png, long? maxBytes)
    {
        if (png > maxBytes)
        {
            return [ImageFormat.WebP, ImageFormat.Jpeg, ImageFormat.Png];
        }

        return facts.Format == ImageFormat.WebP || png > ComfortablePng
            ? [ImageFormat.WebP, ImageFormat.Png, ImageFormat.Jpeg]
            : [ImageFormat.Png, ImageFormat.WebP, ImageFormat.Jpeg];
    }

    /// <summary>What came without loss stays so while it is small; what was lossy stays in its format; photographs become JPEG.</summary>
    private static ReadOnlySpan<ImageFormat> Opaque(in ImageFacts facts, long png, long? maxBytes)
    {
        if (facts.Format == ImageFormat.WebP)
        {
            return [ImageFormat.WebP, ImageFormat.Jpeg, ImageFormat.Png];
        }

        var cameLossless = facts.Format is ImageFormat.Png or ImageFormat.Gif;
        var isSmall = png <= Math.Min(maxBytes ?? long.MaxValue, ComfortablePng);
        return cameLossless && isSmall && (png <= TrivialPng || !IsPhotograph(facts))
            ? [ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.WebP]
            : [ImageFormat.Jpeg, ImageFormat.WebP, ImageFormat.Png];
    }

    private static bool IsPhotograph(in ImageFacts facts) => facts.Format == ImageFormat.Png && SizeEstimate.SourceDensity(facts) > Photographic;
}
