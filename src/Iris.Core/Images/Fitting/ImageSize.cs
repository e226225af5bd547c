using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>A size in pixels, upright, with the rounding of the pixel workers (libvips): to the nearest, halves up, at least 1.</summary>
internal readonly record struct ImageSize(int Width, int Height)
{
    public int Longer => Math.Max(Width, Height);

    public int Shorter => Math.Min(Width, Height);

    public long Pixels => (long)Width * Height;

    /// <summary>Of an image as it came, turned upright.</summary>
    public static ImageSize Of(in ImageFacts facts) => new(Math.Max(1, facts.UprightWidth), Math.Max(1, facts.UprightHeight));

    /// <summary>This shape with a longer side of at most <paramref name="edge"/>; never enlarged.</summary>
    public ImageSize AtEdge(int edge) => FittedInto(edge, edge);

    /// <summary>
    /// The box that yields <see cref="AtEdge"/> when an image of this size is fitted into it. Its shorter side is rounded
    /// up, since a side that was rounded down would decide and make the longer side smaller than asked for.
    /// </summary>
    public ImageSize BoxAtEdge(int edge)
    {
        if (edge >= Longer)
        {
            return this;
        }

        var shorter = (int)((((long)Shorter * edge) + Longer - 1) / Longer);
        return Width >= Height ? new ImageSize(edge, shorter) : new ImageSize(shorter, edge);
    }

    /// <summary>What a pixel worker makes of an image of this size for a box: the same shape, no larger than the box or than before.</summary>
    public ImageSize FittedInto(int width, int height)
    {
        if (Width <= width && Height <= height)
        {
            return this;
        }

        return (long)Width * height >= (long)Height * width
            ? new ImageSize(width, Scaled(Height, width, Width))
            : new ImageSize(Scaled(Width, height, Height), height);
    }

    private static int Scaled(int side, int numerator, int denominator)
        => (int)Math.Max(1, ((2L * side * numerator) + denominator) / (2L * denominator));
}
