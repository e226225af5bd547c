using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Images.Tokens;

/// <summary>DeepSeek-VL2: tiles and a view of the whole, each row with a token at its end, one separator. Read in DeepSeek-VL2.</summary>
internal static class DeepSeekVl2Tokens
{
    public static long Count(DeepSeekVl2Formula formula, PixelSize size) => Bill(formula, TileGrid.MostKept(size, formula.Tile, formula.MaxTiles));

    public static long Most(DeepSeekVl2Formula formula) => TileGrid.HighestBill(formula.MaxTiles, grid => Bill(formula, grid));

    private static long Bill(DeepSeekVl2Formula formula, TileGrid grid)
    {
        long side = formula.Grid;
        return (side * (side + 1)) + 1 + (side * grid.Rows * ((side * grid.Columns) + 1));
    }
}
