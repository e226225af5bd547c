using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Images.Tokens;

/// <summary>Llama 4: tiles with a separator between columns and after each row, and a small view of the whole. Read in llama-models and transformers.</summary>
internal static class Llama4Tile336Tokens
{
    public static long Count(Llama4Tile336Formula formula, PixelSize size) => Bill(formula, TileGrid.LeastScaled(size, formula.Tile, formula.MaxTiles));

    public static long Most(Llama4Tile336Formula formula) => TileGrid.HighestBill(formula.MaxTiles, grid => Bill(formula, grid));

    /// <summary>What a grid costs.</summary>
    public static long Bill(Llama4Tile336Formula formula, TileGrid grid)
    {
        var whole = (long)formula.TokensPerTile * grid.Tiles;
        if (grid.Tiles == 1)
        {
            return whole + formula.Wrappers;
        }

        var separators = (grid.Rows * (grid.Columns - 1)) + grid.Rows;
        return whole + (formula.GlobalTile ? formula.TokensPerTile : 0) + formula.Wrappers + separators;
    }
}
