using Iris.Core.Images.Facts;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Images;

/// <summary>Reads what an image's headers tell, without a decode.</summary>
/// <remarks>
/// Bounded in work and memory whatever the bytes are: a window of 4 KiB slides over headers and jumps over pixel data.
/// Two walks touch more: of a GIF one byte in 256, and a JPEG without an end mark near its end is searched for one, unless it
/// visibly breaks off among its pixels. A good image allocates nothing.
/// Damage inside pixel data shows only in a decode, which is the pixel workers' part. Safe for concurrent use.
/// </remarks>
public static class ImageFactsReader
{
    /// <summary>Reads an image.</summary>
    /// <returns>Its facts, or <see cref="ErrorReason.ImageEmpty"/>, <see cref="ErrorReason.UnsupportedImageFormat"/> or <see cref="ErrorReason.ImageDecodeFailed"/>, without <c>Param</c>.</returns>
    public static Outcome<ImageFacts> Read(ByteSource image)
    {
        if (image.Length == 0)
        {
            return FactsError.Empty();
        }

        Span<byte> buffer = stackalloc byte[ByteWindow.Size];
        var window = new ByteWindow(image, buffer);
        var draft = new FactsDraft { Format = Detect(ref window) };
        var error = draft.Format switch
        {
            ImageFormat.Png => PngFacts.Read(ref window, ref draft),
            ImageFormat.Jpeg => JpegFacts.Read(ref window, ref draft),
            ImageFormat.Gif => GifFacts.Read(ref window, ref draft),
            ImageFormat.WebP => WebPFacts.Read(ref window, ref draft),
            ImageFormat.Tiff => TiffFacts.Read(ref window, ref draft),
            ImageFormat.Avif or ImageFormat.Heic => HeifFacts.Read(ref window, ref draft),
            _ => FactsError.Unsupported(ForeignFormat.Name(window.LookAhead(0))),
        };

        error ??= draft.Width < 1 || draft.Height < 1 ? FactsError.Corrupt(draft.Format, "it has no pixels") : null;
        return error is null ? draft.ToFacts(image.Length) : error;
    }

    private static ImageFormat Detect(ref ByteWindow window)
    {
        var head = window.LookAhead(0);
        return ImageSignature.Detect(head[..Math.Min(head.Length, ImageSignature.HeadLength)]);
    }
}
