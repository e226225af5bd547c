using System.Globalization;
using Iris.Core.Model;

namespace Iris.Imaging.Vips;

/// <summary>Opens an encoded image as upright sRGB of one byte a value, shrunk to fit: what every job starts from.</summary>
internal static class UprightImage
{
    // thumbnail_source ignores its own fail-on argument (libvips issue 5195); the loader's option string works. Without
    // it half a JPEG comes out as a picture with a grey half. "warning" would refuse files that every viewer shows.
    private const string StopAtErrors = "[fail-on=error]";
    private const string FirstFrameStopAtErrors = "[fail-on=error,n=1]";

    /// <summary>Checks the header, then makes the recipe; most decode errors come only when the pixels are asked for.</summary>
    /// <param name="file">Must outlive the result.</param>
    /// <param name="box">What the upright image is fitted into; it is never enlarged.</param>
    /// <exception cref="PixelFailureException">The header is over a cap, or the bytes are of another format.</exception>
    /// <exception cref="VipsException">The header is broken.</exception>
    public static VipsImage Open(EncodedImage file, PixelBox box)
    {
        var format = Confirm(file);
        if (format == ImageFormat.Heic)
        {
            using var decoded = HeicDecoder.Decode(file);
            return ToSrgb(Shrink(decoded, box));
        }

        using var source = file.OpenSource();
        var hasProfile = CheckHeader(source, format);
        if (IsShrunkWhileLoading(format))
        {
            return ToSrgb(ShrinkWhileLoading(source, format, box, hasProfile));
        }

        using var loaded = Load(source, format);
        return ToSrgb(Shrink(loaded, box));
    }

    /// <summary>Fits an image that is open already into a box: its orientation, where it has one, is applied first.</summary>
    /// <exception cref="VipsException">The file is broken.</exception>
    public static VipsImage Shrink(VipsImage image, PixelBox box)
    {
        using var thumbnail = new VipsOperation("thumbnail_image").With("in", image);
        return Fit(thumbnail, box, image.HasProfile);
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

    // thumbnail_source of a TIFF or AVIF may take another page of half the size, or a preview stored beside the picture,
    // and the page that was measured must be the one that is sent.
    private static bool IsShrunkWhileLoading(ImageFormat format) => format is not (ImageFormat.Tiff or ImageFormat.Avif);

    private static VipsImage Load(VipsObject source, ImageFormat format)
    {
        using var loader = new VipsOperation(LoaderOf(format))
            .With("source", source)
            .With("access", "sequential")
            .With("n", "1")
            .With("fail-on", "error");
        return loader.BuildImage();
    }

    private static VipsImage ShrinkWhileLoading(VipsObject source, ImageFormat format, PixelBox box, bool hasProfile)
    {
        var isAnimated = format is ImageFormat.Gif or ImageFormat.WebP;
        using var thumbnail = new VipsOperation("thumbnail_source")
            .With("source", source)
            .With("option-string", isAnimated ? FirstFrameStopAtErrors : StopAtErrors);
        return Fit(thumbnail, box, hasProfile);
    }

    private static VipsImage Fit(VipsOperation thumbnail, PixelBox box, bool hasProfile)
    {
        var (width, height) = box.Within(PixelCaps.MaxEdge);
        thumbnail
            .With("width", width.ToString(CultureInfo.InvariantCulture))
            .With("height", height.ToString(CultureInfo.InvariantCulture))
            .With("size", "down");
        if (hasProfile)
        {
            thumbnail.With("output-profile", "srgb");
        }

        return thumbnail.BuildImage();
    }

    private static VipsImage ToSrgb(VipsImage shrunk)
    {
        if (shrunk.IsPlainSrgb)
        {
            return shrunk;
        }

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
