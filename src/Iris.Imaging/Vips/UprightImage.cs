using System.Globalization;
using Iris.Core.Model;

namespace Iris.Imaging.Vips;

/// <summary>Opens an encoded image as upright sRGB of one byte a value, shrunk to fit: what every job starts from.</summary>
internal static class UprightImage
{
    // thumbnail_source ignores its own fail-on argument (libvips issue 5195); the loader's option string works. Without
    // it half a JPEG comes out as a picture with a grey half. "warning" would refuse files that every viewer shows.
    private const string StopAtErrors = "[fail-on=error]";

    /// <summary>Checks the header, then makes the recipe; most decode errors come only when the pixels are asked for.</summary>
    /// <param name="file">Must outlive the result.</param>
    /// <param name="maxEdge">Longest side in pixels; the image is never enlarged.</param>
    /// <exception cref="PixelFailureException">The header is over a cap, or the bytes are of another format.</exception>
    /// <exception cref="VipsException">The header is broken.</exception>
    public static VipsImage Open(EncodedImage file, int maxEdge)
    {
        var format = Confirm(file);
        if (format == ImageFormat.Heic)
        {
            using var decoded = HeicDecoder.Decode(file);
            return ToSrgb(Shrink(decoded, maxEdge));
        }

        using var source = file.OpenSource();
        var hasProfile = CheckHeader(source, format);
        return ToSrgb(Shrink(source, maxEdge, hasProfile));
    }

    // HEIC and AVIF share a container, and readers may differ on which of the two a file with general brands is.
    private static ImageFormat Confirm(EncodedImage file)
    {
        var seen = FormatSignature.Detect(file.Span[..Math.Min(file.Span.Length, FormatSignature.HeadLength)]);
        var isSame = seen == file.Format || (IsHeif(seen) && IsHeif(file.Format));
        return isSame && seen != ImageFormat.Unknown ? seen : throw new PixelFailureException(PixelFailure.UnsupportedFormat);
    }

    private static bool IsHeif(ImageFormat format) => format is ImageFormat.Avif or ImageFormat.Heic;

    private static bool CheckHeader(VipsObject source, ImageFormat format)
    {
        using var loader = new VipsOperation(LoaderOf(format)).With("source", source);
        using var header = loader.BuildImage();
        var isHeldWhole = format == ImageFormat.Gif || header.IsInterlaced;
        return PixelCaps.Allow(header.Width, header.Height, isHeldWhole)
            ? header.HasProfile
            : throw new PixelFailureException(PixelFailure.TooManyPixels);
    }

    private static string LoaderOf(ImageFormat format) => format switch
    {
        ImageFormat.Png => "pngload_source",
        ImageFormat.Jpeg => "jpegload_source",
        ImageFormat.Gif => "gifload_source",
        ImageFormat.WebP => "webpload_source",
        ImageFormat.Tiff => "tiffload_source",
        ImageFormat.Avif => "heifload_source",
        _ => throw new PixelFailureException(PixelFailure.UnsupportedFormat),
    };

    private static VipsImage Shrink(VipsObject source, int maxEdge, bool hasProfile)
    {
        using var thumbnail = new VipsOperation("thumbnail_source")
            .With("source", source)
            .With("option-string", StopAtErrors);
        return Fit(thumbnail, maxEdge, hasProfile);
    }

    private static VipsImage Shrink(VipsImage decoded, int maxEdge)
    {
        using var thumbnail = new VipsOperation("thumbnail_image").With("in", decoded);
        return Fit(thumbnail, maxEdge, hasProfile: false);
    }

    private static VipsImage Fit(VipsOperation thumbnail, int maxEdge, bool hasProfile)
    {
        var edge = Math.Clamp(maxEdge, 1, PixelCaps.MaxEdge).ToString(CultureInfo.InvariantCulture);
        thumbnail.With("width", edge).With("height", edge).With("size", "down");
        if (hasProfile)
        {
            thumbnail.With("output-profile", "srgb");
        }

        return thumbnail.BuildImage();
    }

    private static VipsImage ToSrgb(VipsImage shrunk)
    {
        using (shrunk)
        {
            using var convert = new VipsOperation("colourspace").With("in", shrunk).With("space", "srgb");
            using var colours = convert.BuildImage();
            using var bytes = ToBytes(colours);
            return KeepFourBands(bytes);
        }
    }

    private static VipsImage ToBytes(VipsImage image)
    {
        using var cast = new VipsOperation("cast").With("in", image).With("format", "uchar");
        return cast.BuildImage();
    }

    private static VipsImage KeepFourBands(VipsImage image)
    {
        var count = Math.Min(image.Bands, 4).ToString(CultureInfo.InvariantCulture);
        using var extract = new VipsOperation("extract_band").With("in", image).With("band", "0").With("n", count);
        return extract.BuildImage();
    }
}
