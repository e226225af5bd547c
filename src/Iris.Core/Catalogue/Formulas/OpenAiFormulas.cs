namespace Iris.Core.Catalogue.Formulas;

/// <summary><c>openai_tile</c>: a base, and a price for each tile of the image after it was scaled down.</summary>
/// <param name="Base">Tokens of every image; all that <c>low</c> costs.</param>
/// <param name="Tile">Tokens of a tile.</param>
/// <param name="LongSide">The image is fitted into a square of this many pixels first.</param>
/// <param name="ShortSide">Then its shorter side is brought down to this many.</param>
/// <param name="TilePx">Side of a tile in pixels.</param>
public sealed record OpenAiTileFormula(int Base, int Tile, int LongSide, int ShortSide, int TilePx) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "openai_tile";
}

/// <summary>How far one level of detail lets a patch model look.</summary>
/// <param name="MaxDim">Longer side in pixels that the image is fitted to.</param>
/// <param name="Budget">Patches that are left at most, before the multiplier; null without a budget.</param>
public sealed record PatchLevel(int MaxDim, int? Budget);

/// <summary><c>openai_patch</c>: patches within a budget, times a multiplier.</summary>
/// <param name="PatchPx">Side of a patch in pixels.</param>
/// <param name="Multiplier">Tokens per patch; the product is rounded up.</param>
/// <param name="Low">For <c>low</c>.</param>
/// <param name="High">For <c>high</c>.</param>
/// <param name="Original">For <c>original</c>; null where the model has no such level, which then means <paramref name="High"/>.</param>
/// <param name="Auto">What <c>auto</c> means: one of the three.</param>
public sealed record OpenAiPatchFormula(int PatchPx, decimal Multiplier, PatchLevel Low, PatchLevel High, PatchLevel? Original, PatchLevel Auto) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "openai_patch";
}
