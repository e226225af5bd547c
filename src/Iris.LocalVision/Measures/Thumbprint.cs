using Iris.Core.Images;
using Iris.LocalVision.Colours;

namespace Iris.LocalVision.Measures;

/// <summary>A picture as 16 × 16 mean colours: a perceptual hash that tells whether two pictures look alike.</summary>
internal sealed class Thumbprint
{
    private const int Side = 16;

    // About the distance between two neighbouring greys in the vocabulary; encoders and resizers stay under a third of it.
    private const double AlikeOverall = 0.025;
    private const double AlikeAnywhere = 0.12;
    private const double AspectTolerance = 0.03;

    private readonly OkLab[] _cells = new OkLab[Side * Side];
    private readonly double _aspect;

    private Thumbprint(double aspect) => _aspect = aspect;

    /// <summary>Takes the print of a picture; transparent parts count as white.</summary>
    public static Thumbprint Of(Raster raster)
    {
        var print = new Thumbprint((double)raster.Width / raster.Height);
        for (var cell = 0; cell < print._cells.Length; cell++)
        {
            print._cells[cell] = Mean(raster, cell % Side, cell / Side);
        }

        return print;
    }

    /// <summary>True when people would take both for the same picture.</summary>
    public bool LooksLike(Thumbprint other)
    {
        if (Math.Abs(_aspect - other._aspect) > AspectTolerance * Math.Max(_aspect, other._aspect))
        {
            return false;
        }

        double sum = 0, most = 0;
        for (var i = 0; i < _cells.Length; i++)
        {
            var distance = _cells[i].DistanceTo(other._cells[i]);
            sum += distance * distance;
            most = Math.Max(most, distance);
        }

        return Math.Sqrt(sum / _cells.Length) <= AlikeOverall && most <= AlikeAnywhere;
    }

    private static OkLab Mean(Raster raster, int column, int row)
    {
        var rgba = raster.Rgba.Span;
        int left = column * raster.Width / Side, right = Math.Max(left + 1, (column + 1) * raster.Width / Side);
        int top = row * raster.Height / Side, bottom = Math.Max(top + 1, (row + 1) * raster.Height / Side);
        long red = 0, green = 0, blue = 0, count = 0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++, count++)
            {
                var pixel = rgba.Slice(((y * raster.Width) + x) * 4, 4);
                int alpha = pixel[3], white = 255 * (255 - alpha);
                red += ((pixel[0] * alpha) + white) / 255;
                green += ((pixel[1] * alpha) + white) / 255;
                blue += ((pixel[2] * alpha) + white) / 255;
            }
        }

        return OkLab.FromRgb((byte)(red / count), (byte)(green / count), (byte)(blue / count));
    }
}
