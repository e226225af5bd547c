namespace Iris.Imaging.Vips;

/// <summary>The box that an upright image is fitted into.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
internal readonly record struct PixelBox(int Width, int Height)
{
    /// <summary>A square one: the longer side counts.</summary>
    public static PixelBox Square(int edge) => new(edge, edge);

    /// <summary>The same box with no side over <paramref name="edge"/> and none under 1.</summary>
    public PixelBox Within(int edge) => new(Math.Clamp(Width, 1, edge), Math.Clamp(Height, 1, edge));

    /// <summary>A box of a share of the area, smaller by at least one pixel on the longer side; sides stay at 1 or above.</summary>
    public PixelBox Shrunk(double areaShare)
    {
        var edge = Math.Max(Width, Height);
        var scale = Math.Min(Math.Sqrt(areaShare), (edge - 1d) / edge);
        return new(Math.Max(1, (int)(Width * scale)), Math.Max(1, (int)(Height * scale)));
    }
}
