using Iris.Core.Catalogue.Formulas;
using Iris.Core.Model;

namespace Iris.Core.Images.Tokens;

/// <summary>Cohere's tiles. Page "Image inputs" (read 2026-11-20): fit, cut into tiles, add a preview. Rounding is not given there; a tile begun is counted.</summary>
internal static class CohereTile512Tokens
{
    public static long Count(CohereTile512Formula formula, PixelSize size, ImageDetail detail) => IsLow(formula, size, detail)
        ? formula.Low
        : Bill(formula, Tiles(formula, size));

    public static long Most(CohereTile512Formula formula, ImageDetail detail) => detail == ImageDetail.Low
        ? formula.Low
        : Math.Max(formula.Low, Bill(formula, Cells.Over(formula.LongSide, formula.Tile) * Cells.Over(formula.ShortSide, formula.Tile)));

    private static bool IsLow(CohereTile512Formula formula, PixelSize size, ImageDetail detail) =>
        detail == ImageDetail.Low || (detail == ImageDetail.Auto && size.LongEdge <= formula.AutoThresholdPx);

    private static long Bill(CohereTile512Formula formula, long tiles) => formula.Tokens * (tiles + (formula.Preview ? 1 : 0));

    // The scale is a fraction, the smallest of 1, long side over longer side and short side over shorter side.
    private static long Tiles(CohereTile512Formula formula, PixelSize size)
    {
        long up = 1;
        long over = 1;
        if (size.LongEdge > formula.LongSide)
        {
            (up, over) = (formula.LongSide, size.LongEdge);
        }

        if (size.ShortEdge * up > formula.ShortSide * over)
        {
            (up, over) = (formula.ShortSide, size.ShortEdge);
        }

        var tile = formula.Tile * over;
        return (((size.Width * up) + tile - 1) / tile) * (((size.Height * up) + tile - 1) / tile);
    }
}
