using Iris.Core.Catalogue.Formulas;
using Iris.Core.Model;

namespace Iris.Core.Images.Tokens;

/// <summary>OpenAI's tile rule. Guide "Images and vision" (read 2026-11-20): scale down to fit the long side, then the short side, count tiles.</summary>
internal static class OpenAiTileTokens
{
    public static long Count(OpenAiTileFormula formula, PixelSize size, ImageDetail detail)
    {
        if (detail == ImageDetail.Low)
        {
            return formula.Base;
        }

        // The first step is not rounded: the sides stay fractions over one denominator.
        long longer = size.LongEdge;
        long shorter = size.ShortEdge;
        long over = 1;
        if (longer > formula.LongSide)
        {
            shorter *= formula.LongSide;
            over = longer;
            longer *= formula.LongSide;
        }

        if (shorter > formula.ShortSide * over)
        {
            longer = longer * formula.ShortSide / shorter;
            shorter = formula.ShortSide;
            over = 1;
        }

        return formula.Base + (formula.Tile * Tiles(longer, over, formula.TilePx) * Tiles(shorter, over, formula.TilePx));
    }

    public static long Most(OpenAiTileFormula formula, ImageDetail detail) => detail == ImageDetail.Low
        ? formula.Base
        : formula.Base + (formula.Tile * Cells.Over(formula.LongSide, formula.TilePx) * Cells.Over(Math.Min(formula.ShortSide, formula.LongSide), formula.TilePx));

    private static long Tiles(long length, long over, int tile) => (length + (over * tile) - 1) / (over * tile);
}
