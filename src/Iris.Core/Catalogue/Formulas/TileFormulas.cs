namespace Iris.Core.Catalogue.Formulas;

/// <summary><c>cohere_tile512</c>: tiles of the image scaled down, and a preview of all of it.</summary>
/// <param name="Tile">Side of a tile in pixels.</param>
/// <param name="Tokens">Of a tile, and of the preview.</param>
/// <param name="Preview">True when the preview is counted.</param>
/// <param name="Low">Tokens for <c>low</c>.</param>
/// <param name="AutoThresholdPx"><c>auto</c> is <c>high</c> when a side is longer than this, else <c>low</c>.</param>
/// <param name="ShortSide">Shorter side in pixels that the image is fitted to.</param>
/// <param name="LongSide">Longer side in pixels that the image is fitted to.</param>
public sealed record CohereTile512Formula(int Tile, int Tokens, bool Preview, int Low, int AutoThresholdPx, int ShortSide, int LongSide) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "cohere_tile512";
}

/// <summary><c>llama32_tile1601</c>: tiles of the canvas that suits the image best, or a bill by the length of its sides. Ignores the detail.</summary>
/// <param name="Tile">Side of a tile in pixels.</param>
/// <param name="MaxTiles">Tiles of a canvas at most.</param>
/// <param name="TokensPerTile">Tokens of a tile.</param>
/// <param name="BillsBySides">True for hosts that bill twice for each side that reaches the length of a tile (Together).</param>
public sealed record Llama32Tile1601Formula(int Tile, int MaxTiles, int TokensPerTile, bool BillsBySides) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "llama32_tile1601";
}

/// <summary><c>llama4_tile336</c>: tiles of the best canvas, a small view of the whole, and the separators between them. Ignores the detail.</summary>
/// <param name="Tile">Side of a tile in pixels.</param>
/// <param name="MaxTiles">Tiles of a canvas at most.</param>
/// <param name="TokensPerTile">Tokens of a tile, and of the small view.</param>
/// <param name="GlobalTile">True when the small view is added as soon as there is more than one tile.</param>
/// <param name="Wrappers">Tokens around each image.</param>
public sealed record Llama4Tile336Formula(int Tile, int MaxTiles, int TokensPerTile, bool GlobalTile, int Wrappers) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "llama4_tile336";
}

/// <summary><c>internvl_tile448</c>: tiles of the grid whose shape is nearest to the image's. Ignores the detail.</summary>
/// <param name="Tile">Side of a tile in pixels.</param>
/// <param name="MinTiles">Tiles at least.</param>
/// <param name="MaxTiles">Tiles at most.</param>
/// <param name="TokensPerTile">Tokens of a tile, and of the thumbnail.</param>
/// <param name="Thumbnail">True when a thumbnail is added as soon as there is more than one tile.</param>
public sealed record InternVlTile448Formula(int Tile, int MinTiles, int MaxTiles, int TokensPerTile, bool Thumbnail) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "internvl_tile448";
}
