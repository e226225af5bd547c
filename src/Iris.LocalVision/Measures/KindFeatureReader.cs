using System.Buffers;
using System.Runtime.InteropServices;
using Iris.Core.Images;
using Iris.LocalVision.Colours;

namespace Iris.LocalVision.Measures;

/// <summary>Reads the features that <see cref="KindMeasure"/> decides by.</summary>
internal static class KindFeatureReader
{
    private const int Bits = 6;
    private const int Slots = 1 << (3 * Bits);
    private const int EdgeStep = 24;
    private const int GentleStep = 3;
    private const int StrokeWidth = 4;

    // Within about 6 degrees of level or upright: a tenth of the larger difference.
    private const int LevelQuotient = 10;

    /// <summary>Reads; pure.</summary>
    public static KindFeatures Read(Raster raster, LightnessPlane plane)
    {
        var colours = CountColours(raster);
        var texture = CountTexture(MemoryMarshal.Cast<byte, uint>(raster.Rgba.Span), plane);
        double all = Math.Max(1, texture.All), edges = Math.Max(1, texture.Edges);
        return new KindFeatures
        {
            Flat = texture.Flat / all,
            Gentle = texture.Gentle / all,
            Grain = texture.Grain / all,
            Edges = texture.Edges / all,
            Level = texture.Level / edges,
            Thin = texture.Thin / edges,
            Colours = colours.Distinct,
            TopColour = colours.First,
            TopColours = colours.FirstFour,
            Clear = texture.Clear / Math.Max(1.0, texture.All + texture.Clear),
            Visible = texture.All,
        };
    }

    private static Texture CountTexture(ReadOnlySpan<uint> pixels, LightnessPlane plane)
    {
        var texture = default(Texture);
        var light = plane.Values;
        var width = plane.Width;
        for (var y = StrokeWidth + 1; y < plane.Height - StrokeWidth - 1; y++)
        {
            for (var i = (y * width) + StrokeWidth + 1; i < ((y + 1) * width) - StrokeWidth - 1; i++)
            {
                if (pixels[i] >> 24 < Visibility.Threshold)
                {
                    texture.Clear++;
                    continue;
                }

                texture.All++;
                int across = light[i + 1] - light[i - 1], down = light[i + width] - light[i - width];
                int wide = Math.Max(Math.Abs(across), Math.Abs(down)), narrow = Math.Min(Math.Abs(across), Math.Abs(down));
                if (wide >= EdgeStep)
                {
                    texture.Edges++;
                    texture.Level += narrow * LevelQuotient <= wide ? 1 : 0;
                    texture.Thin += HasOpposite(light, i, Math.Abs(across) >= Math.Abs(down) ? 1 : width) ? 1 : 0;
                }
                else if (pixels[i] == pixels[i + 1] && pixels[i] == pixels[i + width])
                {
                    texture.Flat++;
                }
                else
                {
                    texture.Gentle += wide <= GentleStep ? 1 : 0;
                    texture.Grain += IsGrain(light[i] - light[i - 1], light[i] - light[i + 1]) ? 1 : 0;
                }
            }
        }

        return texture;
    }

    // One step up and down is what rounding makes of a smooth gradient.
    private static bool IsGrain(int left, int right) => left * right > 0 && Math.Min(Math.Abs(left), Math.Abs(right)) > 1;

    private static bool HasOpposite(ReadOnlySpan<byte> light, int at, int step)
    {
        var rises = light[at + step] > light[at - step];
        for (var distance = 1; distance <= StrokeWidth; distance++)
        {
            if (Opposes(light, at + (distance * step), step, rises) || Opposes(light, at - (distance * step), step, rises))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Opposes(ReadOnlySpan<byte> light, int at, int step, bool rises)
    {
        var change = light[at + step] - light[at - step];
        return rises ? change <= -EdgeStep : change >= EdgeStep;
    }

    private static (int Distinct, double First, double FirstFour) CountColours(Raster raster)
    {
        var counts = ArrayPool<int>.Shared.Rent(Slots);
        counts.AsSpan(0, Slots).Clear();
        var visible = 0;
        var rgba = raster.Rgba.Span;
        for (var i = 0; i < rgba.Length; i += 4)
        {
            if (rgba[i + 3] >= Visibility.Threshold)
            {
                visible++;
                counts[((rgba[i] >> (8 - Bits)) << (2 * Bits)) | ((rgba[i + 1] >> (8 - Bits)) << Bits) | (rgba[i + 2] >> (8 - Bits))]++;
            }
        }

        var result = Summarise(counts.AsSpan(0, Slots), Math.Max(1, visible));
        ArrayPool<int>.Shared.Return(counts);
        return result;
    }

    private static (int Distinct, double First, double FirstFour) Summarise(ReadOnlySpan<int> counts, double visible)
    {
        var distinct = 0;
        Span<int> top = stackalloc int[4];
        top.Clear();
        foreach (var count in counts)
        {
            distinct += count > 1 ? 1 : 0;
            if (count > top[3])
            {
                top[3] = count;
                top.Sort((left, right) => right.CompareTo(left));
            }
        }

        return (distinct, top[0] / visible, (top[0] + top[1] + top[2] + top[3]) / visible);
    }

    private struct Texture
    {
        public long All;
        public long Clear;
        public long Flat;
        public long Gentle;
        public long Grain;
        public long Edges;
        public long Level;
        public long Thin;
    }
}
