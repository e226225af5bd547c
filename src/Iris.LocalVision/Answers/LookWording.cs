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
        < 0.35 => "dark",
        < 0.5 => "rather dark",
        < 0.65 => "of medium brightness",
        < 0.82 => "bright",
        _ => "very bright",
    };

    private static string LightAndSharpness(LightReport light, PictureMeasures measures)
    {
        var contrast = Contrast(light.Contrast);
        if (measures.Kind.Kind == PictureKind.Plain)
        {
            return $"It is {Brightness(light.Brightness)}.";
        }

        return measures.Sharpness is null
            ? $"It is {Brightness(light.Brightness)} with {contrast} contrast, and has no clear edges to judge its sharpness by."
            : $"It is {measures.Sharpness.Word} and {Brightness(light.Brightness)}, with {contrast} contrast.";
    }

    private static string Contrast(double contrast) => contrast switch
    {
        < 0.2 => "very low",
        < 0.4 => "low",
        < 0.7 => "medium",
        _ => "strong",
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
