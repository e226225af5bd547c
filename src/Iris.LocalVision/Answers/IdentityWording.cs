using System.Globalization;
using Iris.Core.Model;
using Iris.LocalVision.Measures;
using Iris.LocalVision.Observing;

namespace Iris.LocalVision.Answers;

/// <summary>Says what sort of file and picture it is, and how big.</summary>
internal static class IdentityWording
{
    /// <summary>The opening statement and what the header adds.</summary>
    public static IEnumerable<Statement> Describe(SeenImage image)
    {
        yield return new Statement(Topic.Kind | Topic.Size | Topic.Format, Opening(image));
        if (image.Facts.Orientation != 1)
        {
            yield return new Statement(Topic.Size, "It is stored turned or mirrored; all that I say is about the upright picture.");
        }

        yield return Frames(image.Facts);
    }

    private static string Opening(SeenImage image)
    {
        var file = File(image);
        return (image.Measures.Kind.Kind, image.Measures.Kind.IsSure) switch
        {
            (PictureKind.Plain, _) when image.Measures.Colours.Main.Count == 0 => $"This is {file}, and all of it is transparent.",
            (PictureKind.Plain, _) => $"This is {file}, filled with one plain colour.",
            (PictureKind.Unclear, _) => $"This is {file}; its pixels do not tell whether it is a photo, a screenshot or a drawing.",
            (var kind, true) => $"This looks like {Noun(kind)}: {file}.",
            (var kind, false) => $"This is probably {Noun(kind)}: {file}.",
        };
    }

    private static string Noun(PictureKind kind) => kind switch
    {
        PictureKind.Photo => "a photo",
        PictureKind.Screenshot => "a screenshot",
        _ => "a drawing or graphic",
    };

    private static string File(SeenImage image)
    {
        var format = Format(image.Facts.Format);
        var (width, height) = Upright(image);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{format} image of {width} × {height} pixels ({Shape(width, height)}, {Wording.Bytes(image.Facts.Bytes)})");
    }

    // "an AVIF", "a HEIC": by sound, which the first letter tells for all of these.
    private static string Format(ImageFormat format) => $"{Wording.Article(format.DisplayName())} {format.DisplayName()}";

    private static (int Width, int Height) Upright(SeenImage image) => (image.Facts.UprightWidth, image.Facts.UprightHeight);

    private static string Shape(int width, int height) => width == height ? "square" : width > height ? "landscape" : "portrait";

    private static Statement Frames(ImageFacts facts) => facts switch
    {
        { Frames: <= 1 } => new Statement(Topic.Frames, "It is a single still picture.", OnlyWhenAsked: true),
        { Format: ImageFormat.Tiff or ImageFormat.Heic } => new Statement(Topic.Frames, $"It has {Count(facts.Frames)} pages; I looked only at the first."),
        _ => new Statement(Topic.Frames, $"It is animated, with {Count(facts.Frames)} frames; I looked only at the first."),
    };

    private static string Count(int frames) =>
        frames > 1000 ? "more than 1000" : frames.ToString(CultureInfo.InvariantCulture);
}
