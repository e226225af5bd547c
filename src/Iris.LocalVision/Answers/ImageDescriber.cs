using Iris.LocalVision.Observing;

namespace Iris.LocalVision.Answers;

/// <summary>Puts the statements about one image into the order of a description, or what was asked first.</summary>
internal static class ImageDescriber
{
    /// <summary>Describes.</summary>
    /// <param name="image">The image.</param>
    /// <param name="asked">What the question is about; its statements come first, in a paragraph of their own.</param>
    public static string Describe(SeenImage image, Topic asked)
    {
        var all = Statements(image).Where(s => !s.OnlyWhenAsked || (s.Topics & asked) != 0).ToList();
        var first = all.Where(s => (s.Topics & asked) != 0).Select(s => s.Text).ToList();
        var rest = all.Where(s => (s.Topics & asked) == 0).Select(s => s.Text).ToList();
        return string.Join("\n\n", new[] { string.Join(' ', first), string.Join(' ', rest) }.Where(p => p.Length > 0));
    }

    private static IEnumerable<Statement> Statements(SeenImage image) =>
    [
        .. IdentityWording.Describe(image),
        .. ColourWording.Describe(image.Measures.Colours),
        .. LookWording.Describe(image.Measures),
        .. image.Recognised,
        CameraWording.Describe(image.Facts),
    ];
}
