using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Images.Tokens;

/// <summary>DeepSeek-OCR: one number (its README), or tiles and a view of the whole in the mode "gundam" (read in vLLM).</summary>
internal static class DeepSeekOcrTokens
{
    public static long Count(DeepSeekOcrFormula formula, PixelSize size) => formula.Gundam is { } gundam
        ? Bill(gundam, size.LongEdge <= gundam.TilePx ? null : TileGrid.NearestShape(size, gundam.TilePx, gundam.MinTiles, gundam.MaxTiles))
        : formula.Tokens;

    /// <summary>Tiles only ever add to the view of the whole.</summary>
    public static long Most(DeepSeekOcrFormula formula) => formula.Gundam is { } gundam
        ? TileGrid.HighestBill(gundam.MaxTiles, grid => Bill(gundam, grid))
        : formula.Tokens;

    private static long Bill(GundamTiles gundam, TileGrid? grid)
    {
        long whole = (gundam.BaseGrid * (gundam.BaseGrid + 1L)) + 1;
        return grid is { } tiles
            ? whole + ((long)gundam.TileGrid * tiles.Rows * (((long)gundam.TileGrid * tiles.Columns) + 1))
            : whole;
    }
}
