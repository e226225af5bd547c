using Iris.Core.Images;
using Iris.LocalVision.Colours;

namespace Iris.LocalVision.Measures;

/// <summary>Measures brightness and contrast.</summary>
internal static class LightMeasure
{
    /// <summary>Measures; null when nothing is visible.</summary>
    public static LightReport? Of(Raster raster, LightnessPlane plane)
    {
        Span<long> histogram = stackalloc long[256];
        histogram.Clear();
        var alpha = raster.Rgba.Span;
        var values = plane.Values;
        long visible = 0, sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (alpha[(i * 4) + 3] >= Visibility.Threshold)
            {
                histogram[values[i]]++;
                sum += values[i];
                visible++;
            }
        }

        return visible == 0
            ? null
            : new LightReport(
                sum / (visible * 255.0),
                (Percentile(histogram, visible, 0.99) - Percentile(histogram, visible, 0.01)) / 255.0);
    }

    private static int Percentile(ReadOnlySpan<long> histogram, long all, double share)
    {
        var left = (long)(all * share);
        for (var i = 0; i < histogram.Length; i++)
        {
            left -= histogram[i];
            if (left < 0)
            {
                return i;
            }
        }

        return histogram.Length - 1;
    }
}
