using Iris.LocalVision.Measures;

namespace Iris.LocalVision.Answers;

/// <summary>Says how sharp, how bright and how transparent a picture is.</summary>
internal static class LookWording
{
    /// <summary>Statements in the order of a description.</summary>
    public static IEnumerable<Statement> Describe(PictureMeasures measures)
    {
        if (measures.Light is { } light)
        {
            yield return new Statement(Topic.Light | Topic.Sharpness, LightAndSharpness(light, measures));
        }

        yield return Transparency(measures.Transparency);
    }

    /// <summary>A word for a brightness of 0 to 1.</summary>
    public static string Brightness(double brightness) => brightness switch
    {
        < 0.15 => "very dark",
        < 0.3 => "dark",
        < 0.42 => "rather dark",
        < 0.62 => "of medium brightness",
        < 0.8 => "bright",
        _ => "very bright",
    };

    private static string LightAndSharpness(LightReport light, PictureMeasures measures)
    {
        var brightness = Brightness(light.Brightness);
        var contrast = IsOneColour(measures) ? string.Empty : $", with {Contrast(light.Contrast)}";
        return measures switch
        {
            { Kind.Kind: PictureKind.Plain } => $"It is {brightness}.",
            { Sharpness: null } => $"It is {brightness}{contrast}, and shows too few edges to judge its sharpness by.",
            _ => $"It is {measures.Sharpness.Word} and {brightness}{contrast}.",
        };
    }

    // Black letters on a white page have a strong contrast, and yet the page is white: the number means nothing there.
    private static bool IsOneColour(PictureMeasures measures) => measures.Colours.Main is [{ Percent: >= 95 }, ..];

    private static string Contrast(double contrast) => contrast switch
    {
        < 0.2 => "very little contrast between light and dark",
        < 0.45 => "little contrast between light and dark",
        < 0.75 => "medium contrast",
        _ => "strong contrast",
    };

    private static Statement Transparency(TransparencyReport report)
    {
        if (report.Clear + report.Partial < 0.001)
        {
            return new Statement(Topic.Transparency, "Nothing in it is transparent.", OnlyWhenAsked: true);
        }

        var text = (report.Clear >= 0.001, report.Partial >= 0.01) switch
        {
            (true, true) => $"{Wording.Sentence(Wording.Percent(report.Clear))} of its area is transparent and {Wording.Percent(report.Partial)} is half transparent.",
            (true, false) => $"{Wording.Sentence(Wording.Percent(report.Clear))} of its area is transparent.",
            _ => $"{Wording.Sentence(Wording.Percent(report.Partial))} of its area is half transparent.",
        };
        return new Statement(Topic.Transparency, text);
    }
}
