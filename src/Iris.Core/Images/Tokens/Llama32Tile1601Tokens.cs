using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Images.Tokens;

/// <summary>Llama 3.2 Vision: tiles of Meta's canvas (read in llama-models), or Together's bill by sides (page "Vision", read 2026-11-20).</summary>
internal static class Llama32Tile1601Tokens
{
    public static long Count(Llama32Tile1601Formula formula, PixelSize size)
    {
        var tiles = formula.BillsBySides
            ? Math.Min(formula.MaxTiles, Doubled(size.Width, formula.Tile) * Doubled(size.Height, formula.Tile))
            : TileGrid.LeastScaled(size, formula.Tile, formula.MaxTiles).Tiles;
        return (long)formula.TokensPerTile * tiles;
    }

    public static long Most(Llama32Tile1601Formula formula) => (long)formula.TokensPerTile * formula.MaxTiles;

    private static int Doubled(int side, int tile) => side < tile ? 1 : 2;
}
