using Iris.Core.Model;

namespace Iris.Imaging.Vips;

/// <summary>Encodes an upright image; under a budget of bytes with the best quality that fits, and where none does, in the largest size that fits.</summary>
internal static class BudgetedEncoder
{
    /// <summary>The lowest quality that is tried before pixels are given up.</summary>
    public const int WorstQuality = 40;

    private const int MostTries = 6;
    // A worker has 5 s, and a pixel takes about 5 ns as JPEG, 50 ns as WebP: large images get fewer tries.
    private const long JpegPixelsOfAllTries = 250_000_000;
    private const long OtherPixelsOfAllTries = 60_000_000;
    // The encoder of WebP holds the picture twice more than ours; 49 megapixels took all memory that a worker may have.
    private const double MostWebPPixels = 25_000_000;
    private const int MostRounds = 40;
    // Smaller pictures hold more detail a pixel, so bytes fall more slowly than the area.
    private const double AreaMargin = 0.85;
    private const int PatientRounds = 4;

    /// <summary>Encodes.</summary>
    /// <param name="upright">Upright 8-bit sRGB; its pixels may not be decoded yet.</param>
    /// <param name="format">PNG, JPEG or WebP.</param>
    /// <param name="quality">Best quality, 1 to 100.</param>
    /// <param name="maxBytes">The budget, or 0 for none.</param>
    /// <exception cref="PixelFailureException">The budget holds not even one pixel.</exception>
    /// <exception cref="VipsException">The file is broken, or memory ran out.</exception>
    public static RewrittenFile Encode(VipsImage upright, ImageFormat format, int quality, long maxBytes)
    {
        var best = format == ImageFormat.Png ? 100 : Math.Clamp(quality, 1, 100);
        if (maxBytes <= 0)
        {
            return Encode(upright, format, best);
        }

        using var pixels = Begin(upright, format);
        var worst = format == ImageFormat.Png ? best : Math.Min(best, WorstQuality);
        var (file, smallest) = Search(pixels, format, best, worst, best, maxBytes);
        var box = new PixelBox(pixels.Width, pixels.Height);
        for (var round = 1; file is null && round < MostRounds && box is not { Width: 1, Height: 1 }; round++)
        {
            box = box.Shrunk(AreaShare(round, maxBytes, smallest));
            using var shrunk = Shrink(pixels, format, box);
            (file, smallest) = Search(shrunk, format, best, worst, Math.Min(best, worst + 4), maxBytes);
        }

        return file ?? throw new PixelFailureException(PixelFailure.OverBudget);
    }

    // Headers weigh more the smaller the picture; the last rounds do not trust the proportion.
    private static double AreaShare(int round, long maxBytes, long smallest)
        => Math.Min((double)maxBytes / smallest * AreaMargin, round <= PatientRounds ? AreaMargin : 0.25);

    private static (RewrittenFile? File, long Smallest) Search(VipsImage pixels, ImageFormat format, int best, int worst, int first, long maxBytes)
    {
        var ofAllTries = format == ImageFormat.Jpeg ? JpegPixelsOfAllTries : OtherPixelsOfAllTries;
        var tries = (int)Math.Clamp(ofAllTries / ((long)pixels.Width * pixels.Height), 2, MostTries);
        var search = new QualitySearch(best, worst, first, maxBytes, tries);
        RewrittenFile? found = null;
        var smallest = long.MaxValue;
        while (search.Next is { } quality)
        {
            var file = Encode(pixels, format, quality);
            smallest = Math.Min(smallest, file.Bytes.Length);
            var unwanted = search.Report(file.Bytes.Length) ? found : file;
            found = unwanted == file ? found : file;
            unwanted?.Dispose();
        }

        return (found, smallest);
    }

    private static RewrittenFile Encode(VipsImage image, ImageFormat format, int quality)
        => new(ImageEncoder.Encode(image, format, quality), image.Width, image.Height, quality);

    private static VipsImage Begin(VipsImage upright, ImageFormat format)
    {
        var share = MostWebPPixels / ((double)upright.Width * upright.Height);
        return format == ImageFormat.WebP && share < 1
            ? Shrink(upright, format, new PixelBox(upright.Width, upright.Height).Shrunk(share))
            : InMemory(upright, format);
    }

    // Decoded, turned and flattened once: every try after that costs an encoding only.
    private static VipsImage InMemory(VipsImage image, ImageFormat format)
    {
        using var written = format == ImageFormat.Jpeg ? ImageEncoder.Flatten(image) : image.Share();
        return written.CopyToMemory();
    }

    private static VipsImage Shrink(VipsImage pixels, ImageFormat format, PixelBox box)
    {
        using var shrunk = UprightImage.Shrink(pixels, box);
        return InMemory(shrunk, format);
    }
}
