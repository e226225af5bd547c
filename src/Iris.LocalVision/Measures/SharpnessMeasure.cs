using Iris.Core.Images;

namespace Iris.LocalVision.Measures;

/// <summary>Measures sharpness by the variance of the Laplacian, set against the variance of the gradient in the same blocks.</summary>
/// <remarks>
/// For an edge blurred by a Gaussian the quotient of the two is 1 / (2 sigma²), whatever the contrast of the edge, so that
/// a faint sharp edge is not mistaken for a soft one. Noise is estimated in the calmest blocks by a mask that straight edges leave at zero
/// (J. Immerkær, "Fast Noise Variance Estimation", 1996), and taken off. Only the blocks with the strongest edges speak:
/// a portrait before a soft background is sharp.
/// </remarks>
internal static class SharpnessMeasure
{
    private const int Block = 16;
    private const int Steps = 16;
    private const int White = 255 * Steps;

    // Noise of variance v adds 20 v to the squared Laplacian (weights 4,1,1,1,1) and v to the squared gradient (two halved differences).
    private const double LaplacianNoiseGain = 20;

    // The squared weights of the mask (1 -2 1, -2 4 -2, 1 -2 1).
    private const double MaskNoiseGain = 36;

    // Bands are whole numbers. Rounding has a variance of 1/12, and about half of that in luma, which mixes three bands.
    private const double RoundingNoise = 1 / 24.0;

    // What looks like noise may be gravel: never take all of it off.
    private const double MostNoise = 0.85;

    private const double CalmShare = 0.2;
    private const double LoudShare = 0.1;

    // Mean squared gradient, in squared luma steps, under which a block has no edge to judge.
    private const double WeakestEdge = 3;

    // Fewer blocks than this are too few to tell noise from edges.
    private const int FewestBlocks = 16;

    // A bend this gentle is a gradient of the picture itself, not an edge out of focus.
    private const double WidestEdge = 20;

    /// <summary>Measures; null when the picture is too small or too smooth to tell.</summary>
    public static SharpnessReport? Of(Raster raster)
    {
        var blocks = Blocks(Luma(raster), raster.Width, raster.Height);
        if (blocks.Count < FewestBlocks)
        {
            return null;
        }

        blocks.Sort((left, right) => left.Noise.CompareTo(right.Noise));
        var noise = Math.Max(RoundingNoise, blocks[(int)(blocks.Count * CalmShare)].Noise);
        blocks.Sort((left, right) => right.Gradient.CompareTo(left.Gradient));
        var loud = blocks.Take(Math.Max(1, (int)(blocks.Count * LoudShare))).Where(b => b.Gradient - noise >= WeakestEdge).ToList();
        if (loud.Count == 0)
        {
            return null;
        }

        var gradient = loud.Sum(b => b.Gradient - noise);
        var laplacian = loud.Sum(b => b.Laplacian - Math.Min(LaplacianNoiseGain * noise, MostNoise * b.Laplacian));
        return laplacian * 2 * WidestEdge * WidestEdge < gradient ? null : new SharpnessReport(Math.Sqrt(gradient / (2 * laplacian)));
    }

    // Luma as stored, not as seen: lightness would blow up the rounding of dark pixels. In sixteenths, so that no new rounding comes in.
    private static short[] Luma(Raster raster)
    {
        var rgba = raster.Rgba.Span;
        var luma = new short[raster.Width * raster.Height];
        for (var i = 0; i < luma.Length; i++)
        {
            var pixel = rgba.Slice(i * 4, 4);
            var value = ((19595 * pixel[0]) + (38470 * pixel[1]) + (7471 * pixel[2])) >> 12;
            luma[i] = (short)(((value * pixel[3]) + (White * (255 - pixel[3]))) / 255);
        }

        return luma;
    }

    private static List<BlockEnergy> Blocks(ReadOnlySpan<short> luma, int width, int height)
    {
        var blocks = new List<BlockEnergy>();
        for (var y = 1; y + Block < height; y += Block)
        {
            for (var x = 1; x + Block < width; x += Block)
            {
                blocks.Add(Energy(luma, width, (y * width) + x));
            }
        }

        return blocks;
    }

    private static BlockEnergy Energy(ReadOnlySpan<short> luma, int width, int start)
    {
        long gradient = 0, laplacian = 0, mask = 0;
        for (var row = start; row < start + (Block * width); row += width)
        {
            for (var at = row; at < row + Block; at++)
            {
                int west = luma[at - 1], east = luma[at + 1], north = luma[at - width], south = luma[at + width];
                int corners = luma[at - width - 1] + luma[at - width + 1] + luma[at + width - 1] + luma[at + width + 1];
                int across = east - west, down = south - north, cross = west + east + north + south, middle = 4 * luma[at];
                gradient += (across * across) + (down * down);
                laplacian += (cross - middle) * (cross - middle);
                mask += (corners - (2 * cross) + middle) * (corners - (2 * cross) + middle);
            }
        }

        // The differences span two pixels: a quarter of their square is the square of the gradient.
        const double Unit = Block * Block * Steps * Steps;
        return new BlockEnergy(gradient / (4 * Unit), laplacian / Unit, mask / (MaskNoiseGain * Unit));
    }

    private readonly record struct BlockEnergy(double Gradient, double Laplacian, double Noise);
}
