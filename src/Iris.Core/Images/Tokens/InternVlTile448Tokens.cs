using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Images.Tokens;

/// <summary>InternVL 1.5 to 3: tiles of the nearest shape and a thumbnail. Read in InternVL.</summary>
internal static class InternVlTile448Tokens
{
    public static long Count(InternVlTile448Formula formula, PixelSize size) =>
        Bill(formula, TileGrid.NearestShape(size, formula.Tile, formula.MinTiles, formula.MaxTiles).Tiles);

    public static long Most(InternVlTile448Formula formula) => Bill(formula, formula.MaxTiles);

    private static long Bill(InternVlTile448Formula formula, long tiles) => formula.TokensPerTile * (tiles + (formula.Thumbnail && tiles > 1 ? 1 : 0));
}
