namespace Iris.Core.Images.Tokens;

/// <summary>Whole-number arithmetic of patches and tiles.</summary>
internal static class Cells
{
    /// <summary>How many cells cover a length.</summary>
    public static long Over(long length, int cell) => (length + cell - 1) / cell;

    /// <summary>How many square cells cover a size.</summary>
    public static long Over(PixelSize size, int cell) => Over(size.Width, cell) * Over(size.Height, cell);

    /// <summary>A fraction rounded to the nearest whole number, halves to the even one.</summary>
    public static long RoundEven(long numerator, long denominator)
    {
        var (whole, rest) = Math.DivRem(numerator, denominator);
        var twice = 2 * rest;
        return twice > denominator || (twice == denominator && (whole & 1) == 1) ? whole + 1 : whole;
    }

    /// <summary>No size of at most this area and these sides needs more cells.</summary>
    /// <remarks>⌈w/c⌉·⌈h/c⌉ &lt; (w/c + 1)·(h/c + 1), which is largest for the thinnest shape; and never more than the square of the longest side.</remarks>
    public static long Bound(double area, long longest, int cell)
    {
        var side = Over(longest, cell);
        var thin = (area / ((double)cell * cell)) + ((longest + Math.Min(longest, area / longest)) / cell) + 1;
        return Math.Min(side * side, (long)Math.Ceiling(thin));
    }
}
