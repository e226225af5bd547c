using Iris.Core.Images;

namespace Iris.LocalVision.Measures;

/// <summary>How light each pixel looks, 0 black to 255 white, transparent parts over white.</summary>
internal sealed class LightnessPlane
{
    private const int Steps = 4096;

    private static readonly float[] LinearOf = BuildLinear();
    private static readonly byte[] LookOf = BuildLook();

    private readonly byte[] _values;

    private LightnessPlane(int width, int height, byte[] values)
    {
        Width = width;
        Height = height;
        _values = values;
    }

    /// <summary>Pixels.</summary>
    public int Width { get; }

    /// <summary>Pixels.</summary>
    public int Height { get; }

    /// <summary>All rows without padding.</summary>
    public ReadOnlySpan<byte> Values => _values;

    /// <summary>Makes the plane of a picture.</summary>
    public static LightnessPlane Of(Raster raster)
    {
        var rgba = raster.Rgba.Span;
        var values = new byte[raster.Width * raster.Height];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Lightness(rgba.Slice(i * 4, 4));
        }

        return new LightnessPlane(raster.Width, raster.Height, values);
    }

    private static byte Lightness(ReadOnlySpan<byte> pixel)
    {
        var luminance = (0.2126f * LinearOf[pixel[0]]) + (0.7152f * LinearOf[pixel[1]]) + (0.0722f * LinearOf[pixel[2]]);
        if (pixel[3] != byte.MaxValue)
        {
            luminance = 1 + ((luminance - 1) * pixel[3] / 255f);
        }

        return LookOf[(int)(luminance * (Steps - 1))];
    }

    // Lightness as CIE L*: the share of light that looks half as bright as white is 18 %.
    private static byte[] BuildLook()
    {
        var table = new byte[Steps];
        for (var i = 0; i < Steps; i++)
        {
            var y = i / (Steps - 1f);
            var lightness = y <= 0.008856f ? 9.033f * y : (1.16f * MathF.Cbrt(y)) - 0.16f;
            table[i] = (byte)MathF.Round(lightness * 255);
        }

        return table;
    }

    private static float[] BuildLinear()
    {
        var table = new float[256];
        for (var i = 0; i < table.Length; i++)
        {
            var v = i / 255f;
            table[i] = v <= 0.04045f ? v / 12.92f : MathF.Pow((v + 0.055f) / 1.055f, 2.4f);
        }

        return table;
    }
}
