namespace Iris.Core.Catalogue.Formulas;

/// <summary><c>phi4mm</c>: crops whose padding is not counted, a view of the whole, and a token at the end of each row. Ignores the detail.</summary>
/// <param name="Size">Side of a crop in pixels.</param>
/// <param name="Patch">Side of a patch in pixels.</param>
/// <param name="Compression">So many patches a side become one token.</param>
/// <param name="MaxCrops">Crops at most.</param>
public sealed record Phi4MmFormula(int Size, int Patch, int Compression, int MaxCrops) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "phi4mm";
}

/// <summary><c>phi35v</c>: as many crops as the number allows, enlarging the image if need be, and a view of the whole. Ignores the detail.</summary>
/// <param name="Size">Side of a crop in pixels.</param>
/// <param name="Grid">Tokens along a side of a crop.</param>
/// <param name="NumCrops">Crops at most.</param>
public sealed record Phi35VFormula(int Size, int Grid, int NumCrops) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "phi35v";
}

/// <summary><c>deepseek_vl2</c>: tiles of the canvas that keeps the most of the image, and a view of the whole. Ignores the detail.</summary>
/// <param name="Tile">Side of a tile in pixels.</param>
/// <param name="Grid">Tokens along a side of a tile.</param>
/// <param name="MaxTiles">Tiles at most.</param>
public sealed record DeepSeekVl2Formula(int Tile, int Grid, int MaxTiles) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "deepseek_vl2";
}

/// <summary>How DeepSeek-OCR cuts an image in its mode <c>gundam</c>.</summary>
/// <param name="TilePx">Side of a tile in pixels; an image that fits into one is not cut.</param>
/// <param name="TileGrid">Tokens along a side of a tile.</param>
/// <param name="BaseGrid">Tokens along a side of the view of the whole.</param>
/// <param name="MinTiles">Tiles at least, once it is cut.</param>
/// <param name="MaxTiles">Tiles at most.</param>
public sealed record GundamTiles(int TilePx, int TileGrid, int BaseGrid, int MinTiles, int MaxTiles);

/// <summary><c>deepseek_ocr</c>: one number for the modes of one size, tiles for the mode <c>gundam</c>. Ignores the detail.</summary>
/// <param name="Tokens">Of a mode of one size; 0 for <c>gundam</c>.</param>
/// <param name="Gundam">How <c>gundam</c> cuts; null for the other modes.</param>
public sealed record DeepSeekOcrFormula(int Tokens, GundamTiles? Gundam) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "deepseek_ocr";
}
