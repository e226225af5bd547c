namespace Iris.Core.Images.Tokens;

/// <summary>Width and height of an upright image, both at least 1.</summary>
internal readonly record struct PixelSize(int Width, int Height)
{
    /// <summary>The longer side.</summary>
    public int LongEdge => Math.Max(Width, Height);

    /// <summary>The shorter side.</summary>
    public int ShortEdge => Math.Min(Width, Height);

    /// <summary>Pixels.</summary>
    public long Area => (long)Width * Height;

    /// <summary>The size of the same shape with another longer side; the shorter one is rounded as the pixel workers round, half up and at least 1.</summary>
    public PixelSize WithLongEdge(int edge)
    {
        var other = (int)Math.Max(1, ((2L * edge * ShortEdge) + LongEdge) / (2L * LongEdge));
        return Width >= Height ? new PixelSize(edge, other) : new PixelSize(other, edge);
    }

    /// <summary>As <see cref="WithLongEdge"/>, but the shorter side is rounded as Python's <c>round</c> does, half to even, where vendors' code is in that language.</summary>
    public PixelSize WithLongEdgeEven(int edge)
    {
        var other = (int)Math.Max(1, Cells.RoundEven((long)edge * ShortEdge, LongEdge));
        return Width >= Height ? new PixelSize(edge, other) : new PixelSize(other, edge);
    }
}
