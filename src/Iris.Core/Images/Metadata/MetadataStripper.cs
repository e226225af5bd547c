using Iris.Core.Images.Facts;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Images.Metadata;

/// <summary>Cuts metadata out of an image without touching a pixel (<c>images.metadata: strip</c>).</summary>
/// <remarks>
/// What goes: EXIF, XMP, IPTC, text, comments, times, thumbnails, private parts, second pictures, and all behind the end.
/// What stays is what makes the picture: pixels, palette, profile and other colour data, transparency, resolution, animation,
/// and an orientation other than upright, as the only entry of a new EXIF block. The facts of such an image say that it has
/// EXIF but no metadata. Profiles and the frames of an animated WebP are kept whole, unread. Nothing is copied: the result
/// reads from the original. Safe for concurrent use.
/// </remarks>
public static class MetadataStripper
{
    /// <summary>True for the formats that providers take; others are encoded anew anyway, and lose their metadata then.</summary>
    public static bool CanStrip(ImageFormat format) => format is ImageFormat.Jpeg or ImageFormat.Png or ImageFormat.WebP or ImageFormat.Gif;

    /// <summary>Cuts.</summary>
    /// <param name="image">An image that <see cref="ImageFactsReader"/> has accepted.</param>
    /// <param name="facts">What it said.</param>
    /// <returns>
    /// Null for a format that cannot be cut, and for a structure so odd that the result does not read as the same image
    /// without metadata: such an image has to be encoded anew.
    /// </returns>
    public static StrippedImage? Strip(ByteSource image, in ImageFacts facts)
    {
        Span<byte> buffer = stackalloc byte[ByteWindow.Size];
        var window = new ByteWindow(image, buffer);
        var pieces = new PieceList(image);
        var isCut = facts.Format switch
        {
            ImageFormat.Jpeg => JpegCut.Cut(ref window, facts.Orientation, pieces),
            ImageFormat.Png => PngCut.Cut(ref window, facts.Orientation, pieces),
            ImageFormat.WebP => WebPCut.Cut(ref window, facts.Orientation, pieces),
            ImageFormat.Gif => GifCut.Cut(ref window, pieces),
            _ => false,
        };
        if (!isCut || pieces.IsTooLong)
        {
            return null;
        }

        var bytes = pieces.ToSource();
        var expected = Without(facts, bytes.Length);
        return ImageFactsReader.Read(bytes).TryGet(out var found, out _) && found == expected ? new StrippedImage(bytes, expected) : null;
    }

    private static ImageFacts Without(ImageFacts facts, long bytes) => facts with
    {
        Bytes = bytes,
        HasExif = facts.Orientation != 1,
        HasGps = false,
        HasMetadata = false,
        Camera = default,
        TakenAt = default,
    };
}
