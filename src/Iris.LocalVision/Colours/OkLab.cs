namespace Iris.LocalVision.Colours;

/// <summary>A colour in OKLab, where equal distances look about equally different.</summary>
/// <remarks>Matrices: Björn Ottosson, "A perceptual color space for image processing", bottosson.github.io/posts/oklab, read 2026-07.</remarks>
/// <param name="L">Lightness, 0 black to 1 white.</param>
/// <param name="A">Green (negative) to red.</param>
/// <param name="B">Blue (negative) to yellow.</param>
internal readonly record struct OkLab(float L, float A, float B)
{
    private static readonly float[] Linear = BuildLinear();

    /// <summary>Distance from the grey axis: 0 for greys, about 0.3 for the most vivid colours of a screen.</summary>
    public float Chroma => MathF.Sqrt((A * A) + (B * B));

    /// <summary>Converts an sRGB colour.</summary>
    public static OkLab FromRgb(byte red, byte green, byte blue)
    {
        float r = Linear[red], g = Linear[green], b = Linear[blue];
        var l = MathF.Cbrt((0.4122214708f * r) + (0.5363325363f * g) + (0.0514459929f * b));
        var m = MathF.Cbrt((0.2119034982f * r) + (0.6806995451f * g) + (0.1073969566f * b));
        var s = MathF.Cbrt((0.0883024619f * r) + (0.2817188376f * g) + (0.6299787005f * b));
        return new OkLab(
            (0.2104542553f * l) + (0.7936177850f * m) - (0.0040720468f * s),
            (1.9779984951f * l) - (2.4285922050f * m) + (0.4505937099f * s),
            (0.0259040371f * l) + (0.7827717662f * m) - (0.8086757660f * s));
    }

    /// <summary>Euclidean distance.</summary>
    public float DistanceTo(OkLab other)
    {
        float l = L - other.L, a = A - other.A, b = B - other.B;
        return MathF.Sqrt((l * l) + (a * a) + (b * b));
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
