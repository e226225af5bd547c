using Iris.Core.Images;
using Iris.LocalVision.Colours;

namespace Iris.LocalVision.Measures;

/// <summary>Measures transparency.</summary>
internal static class TransparencyMeasure
{
    // Resizing rounds; an alpha of 250 is opaque to the eye.
    private const byte Opaque = 250;

    /// <summary>Measures; pure.</summary>
    public static TransparencyReport Of(Raster raster)
    {
        long clear = 0, partial = 0;
        var rgba = raster.Rgba.Span;
        for (var i = 3; i < rgba.Length; i += 4)
        {
            if (rgba[i] < Visibility.Threshold)
            {
                clear++;
            }
            else if (rgba[i] < Opaque)
            {
                partial++;
            }
        }

        var all = (double)raster.Width * raster.Height;
        return new TransparencyReport(clear / all, partial / all);
    }
}
