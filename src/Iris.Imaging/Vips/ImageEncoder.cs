using System.Globalization;
using Iris.Core.Model;

namespace Iris.Imaging.Vips;

/// <summary>Turns an upright image into what leaves the worker: raw RGBA, grey rows, or a file without metadata.</summary>
internal static class ImageEncoder
{
    /// <summary>RGBA, four bytes a pixel.</summary>
    /// <exception cref="VipsException">The file is broken, or memory ran out.</exception>
    public static NativeBytes ToRgba(VipsImage image)
    {
        if (image.Bands == 4)
        {
            return image.WriteToMemory();
        }

        using var operation = new VipsOperation("addalpha").With("in", image);
        using var withAlpha = operation.BuildImage();
        return withAlpha.WriteToMemory();
    }

    /// <summary>An image of one grey byte a pixel, what was transparent on white.</summary>
    public static VipsImage ToGrey(VipsImage image)
    {
        using var opaque = Flatten(image);
        using var operation = new VipsOperation("colourspace").With("in", opaque).With("space", "b-w");
        return operation.BuildImage();
    }

    /// <summary>A PNG, JPEG or WebP file without any metadata; the quality is 1 to 100, and PNG ignores it.</summary>
    /// <exception cref="VipsException">The file is broken, or memory ran out.</exception>
    /// <exception cref="PixelFailureException">Another format is asked for.</exception>
    public static VipsTarget Encode(VipsImage image, ImageFormat format, int quality)
    {
        var target = VipsNative.NewMemoryTarget();
        var q = Math.Clamp(quality, 1, 100).ToString(CultureInfo.InvariantCulture);
        switch (format)
        {
            case ImageFormat.Jpeg:
                using (var opaque = Flatten(image))
                {
                    Save("jpegsave_target", opaque, target, ("Q", q));
                }

                break;
            case ImageFormat.WebP:
                // Effort 2: half the time of the default for a few per cent of size.
                Save("webpsave_target", image, target, ("Q", q), ("effort", "2"));
                break;
            case ImageFormat.Png:
                Save("pngsave_target", image, target, ("compression", "6"));
                break;
            default:
                throw new PixelFailureException(PixelFailure.UnsupportedFormat);
        }

        return target;
    }

    /// <summary>The image without alpha, what was transparent on white.</summary>
    public static VipsImage Flatten(VipsImage image)
    {
        if (!image.HasAlpha)
        {
            return image.Share();
        }

        using var operation = new VipsOperation("flatten").With("in", image).With("background", "255 255 255");
        return operation.BuildImage();
    }

    private static void Save(string saver, VipsImage image, VipsTarget target, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        using var operation = new VipsOperation(saver)
            .With("in", image)
            .With("target", target)
            .With("keep", "none");
        foreach (var (name, value) in arguments)
        {
            operation.With(name, value);
        }

        operation.Build();
    }
}
