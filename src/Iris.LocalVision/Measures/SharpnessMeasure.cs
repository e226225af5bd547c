namespace Iris.LocalVision.Measures;

/// <summary>Measures sharpness by the variance of the Laplacian, set against the variance of the gradient in the same blocks.</summary>
/// <remarks>
/// For an edge blurred by a Gaussian the quotient of the two is 1 / (2 sigma²), whatever the contrast of the edge, so that
/// a faint sharp edge is not mistaken for a soft one. Noise is estimated in the calmest blocks and taken off. Only the blocks with the
/// strongest edges speak: a portrait before a soft background is sharp.
/// </remarks>
internal static class SharpnessMeasure
{
    private const int Block = 16;

    // Noise of variance v adds 20 v to the squared Laplacian (weights 4,1,1,1,1) and v to the squared gradient (two halved differences).
    private const double LaplacianNoiseGain = 20;

    private const double CalmShare = 0.25;
    private const double LoudShare = 0.1;

    // Mean squared gradient, in squared lightness steps, under which a block has no edge to judge.
    private const double WeakestEdge = 3;

    // Fewer blocks than this are too few to tell noise from edges.
    private const int FewestBlocks = 16;

    // A bend this gentle is a gradient of the picture itself, not an edge out of focus.
    private const double WidestEdge = 20;

    /// <summary>Measures; null when the picture is too small or too smooth to tell.</summary>
    public static SharpnessReport? Of(LightnessPlane plane)
    {
        var blocks = Blocks(plane);
        if (blocks.Count < FewestBlocks)
        {
            return null;
        }

        blocks.Sort((left, right) => left.Laplacian.CompareTo(right.Laplacian));
        var noise = blocks[(int)(blocks.Count * CalmShare)].Laplacian / LaplacianNoiseGain;
        blocks.Sort((left, right) => right.Gradient.CompareTo(left.Gradient));
        var loud = blocks.Take(Math.Max(1, (int)(blocks.Count * LoudShare))).Where(b => b.Gradient - noise >= WeakestEdge).ToList();
        if (loud.Count == 0)
        {
            return null;
        }

        var gradient = loud.Sum(b => b.Gradient - noise);
        var laplacian = loud.Sum(b => b.Laplacian - (LaplacianNoiseGain * noise));
        return laplacian * 2 * WidestEdge * WidestEdge < gradient ? null : new SharpnessReport(Math.Sqrt(gradient / (2 * laplacian)));
    }

    private static List<BlockEnergy> Blocks(LightnessPlane plane)
    {
        var blocks = new List<BlockEnergy>();
        for (var y = 1; y + Block < plane.Height; y += Block)
        {
            for (var x = 1; x + Block < plane.Width; x += Block)
            {
                blocks.Add(Energy(plane, x, y));
            }
        }

        return blocks;
    }

    private static BlockEnergy Energy(LightnessPlane plane, int left, int top)
    {
        long gradient = 0, laplacian = 0;
        var values = plane.Values;
        for (var y = top; y < top + Block; y++)
        {
            var at = (y * plane.Width) + left;
            for (var end = at + Block; at < end; at++)
            {
                int west = values[at - 1], east = values[at + 1], north = values[at - plane.Width], south = values[at + plane.Width];
                int across = east - west, down = south - north, bend = west + east + north + south - (4 * values[at]);
                gradient += (across * across) + (down * down);
                laplacian += bend * bend;
            }
        }

        // The differences above span two pixels: a quarter of their square is the square of the gradient.
        return new BlockEnergy(gradient / (4.0 * Block * Block), laplacian / (double)(Block * Block));
    }

    private readonly record struct BlockEnergy(double Gradient, double Laplacian);
}
