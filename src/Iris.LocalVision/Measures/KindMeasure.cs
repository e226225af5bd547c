using Iris.Core.Model;

namespace Iris.LocalVision.Measures;

/// <summary>Decides photo, screenshot or drawing from features.</summary>
/// <remarks>The borders come from real photos, paintings, screens, charts and icons; what lies between two borders is told as "probably".</remarks>
internal static class KindMeasure
{
    private const double PlainTop = 0.995;
    // A dark or soft photo is flat too; what people make has edges.
    private const double FewestEdges = 0.002;

    private const long SmallPixels = 64 * 64;

    /// <summary>Decides; pure.</summary>
    public static KindReport Decide(KindFeatures features, ImageFacts facts)
    {
        if (features.Visible == 0 || (features.TopColour >= PlainTop && features.Edges < 0.001))
        {
            return new KindReport(PictureKind.Plain, true);
        }

        if (!facts.Camera.IsNone && features.Flat < 0.6)
        {
            return new KindReport(PictureKind.Photo, true);
        }

        if (features.Visible < SmallPixels)
        {
            return new KindReport(features.Flat >= 0.3 ? PictureKind.Drawing : PictureKind.Unclear, false);
        }

        return features.Flat switch
        {
            >= 0.6 => Made(features, true),
            >= 0.4 => Made(features, false),
            _ when features.Clear >= 0.02 => Made(features, false),
            _ when !IsRich(features) => new KindReport(PictureKind.Unclear, false),
            _ => new KindReport(PictureKind.Photo, features.Flat < 0.3),
        };
    }

    // A camera's noise and light make grain, or thousands of colours. A drawn gradient makes a few hundred and no grain, but so does a dark photo out of focus.
    private static bool IsRich(KindFeatures features) => features.Grain >= 0.08 || features.Colours >= 1000;

    private static KindReport Made(KindFeatures features, bool isSure)
    {
        if (features.Edges < FewestEdges)
        {
            return new KindReport(PictureKind.Unclear, false);
        }

        // Letters are thin strokes with level or upright sides; charts and icons have level sides, but broad ones.
        if (features.Thin >= 0.55 && features.Level >= 0.27)
        {
            return new KindReport(PictureKind.Screenshot, isSure && features.Level >= 0.62 && features.Thin >= 0.7);
        }

        return new KindReport(PictureKind.Drawing, isSure && features.Level < 0.62);
    }
}
