using Iris.Core.Images;
using Iris.Core.Model;
using Iris.LocalVision.Colours;

namespace Iris.LocalVision.Measures;

/// <summary>Everything that the pixels of one picture tell without knowing what they show.</summary>
internal sealed record PictureMeasures
{
    /// <summary>Main colours.</summary>
    public required ColourReport Colours { get; init; }

    /// <summary>Brightness and contrast; null when nothing is visible.</summary>
    public required LightReport? Light { get; init; }

    /// <summary>Sharpness; null when there is no edge to judge by.</summary>
    public required SharpnessReport? Sharpness { get; init; }

    /// <summary>Transparency.</summary>
    public required TransparencyReport Transparency { get; init; }

    /// <summary>Photo, screenshot or drawing.</summary>
    public required KindReport Kind { get; init; }

    /// <summary>For comparing.</summary>
    public required Thumbprint Thumbprint { get; init; }

    /// <summary>Measures; pure.</summary>
    public static PictureMeasures Of(Raster raster, ImageFacts facts)
    {
        var plane = LightnessPlane.Of(raster);
        return new PictureMeasures
        {
            Colours = ColourMeasure.Of(raster),
            Light = LightMeasure.Of(raster, plane),
            Sharpness = SharpnessMeasure.Of(raster),
            Transparency = TransparencyMeasure.Of(raster),
            Kind = KindMeasure.Decide(KindFeatureReader.Read(raster, plane), facts),
            Thumbprint = Thumbprint.Of(raster),
        };
    }
}
