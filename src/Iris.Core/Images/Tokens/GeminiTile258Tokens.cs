using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Images.Tokens;

/// <summary>Gemini 2.0's tile rule, which the vendor calls rough. Page "Image understanding" (read 2026-11-20). Above the small size only the shape counts.</summary>
internal static class GeminiTile258Tokens
{
    public static long Count(GeminiTile258Formula formula, PixelSize size) => formula.Tokens * Tiles(size, formula.SmallPx, formula.CropDivisor);

    public static long Most(GeminiTile258Formula formula) => formula.Tokens * MostTiles(formula.SmallPx, formula.CropDivisor);

    /// <summary>Tiles of an image; 1 when both sides are small.</summary>
    public static long Tiles(PixelSize size, int smallPx, double cropDivisor)
    {
        if (size.LongEdge <= smallPx)
        {
            return 1;
        }

        var crop = Math.Max(1, (int)(size.ShortEdge / cropDivisor));
        return Cells.Over(size, crop);
    }

    /// <summary>The most tiles of an image that <see cref="HardCaps"/> lets through: rounding the tile's side down costs the most where that side is short.</summary>
    public static long MostTiles(int smallPx, double cropDivisor)
    {
        long most = 1;
        for (var shorter = 1; shorter <= smallPx; shorter++)
        {
            most = Math.Max(most, Tiles(new PixelSize(HardCaps.Default.LongestBeside(shorter), shorter), smallPx, cropDivisor));
        }

        return most;
    }
}
