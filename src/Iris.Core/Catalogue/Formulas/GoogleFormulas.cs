namespace Iris.Core.Catalogue.Formulas;

/// <summary><c>gemini_tile258</c>: one price for a small image; a larger one is cut into tiles whose size follows its shorter side. Ignores the detail.</summary>
/// <param name="SmallPx">Up to this many pixels on both sides the image is one tile.</param>
/// <param name="Tokens">Tokens of a tile.</param>
/// <param name="CropDivisor">The shorter side divided by this, rounded down, is the side of a tile.</param>
public sealed record GeminiTile258Formula(int SmallPx, int Tokens, double CropDivisor) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "gemini_tile258";
}

/// <summary>What a media resolution costs that looks at an image once, and again at pieces of it.</summary>
/// <param name="Tokens">Of one look.</param>
/// <param name="MaxTokens">Of all looks at most.</param>
public sealed record PannedBudget(int Tokens, int MaxTokens);

/// <summary><c>gemini25_budget</c>: a number per media resolution; the finer ones pan over the image up to a maximum, in tiles as <c>gemini_tile258</c> cuts them.</summary>
/// <param name="Low">Tokens for <c>low</c>.</param>
/// <param name="Unspecified">For <c>auto</c>.</param>
/// <param name="High">For <c>high</c> and <c>original</c>.</param>
/// <param name="SmallPx">Up to this many pixels on both sides nothing is panned.</param>
/// <param name="CropDivisor">The shorter side divided by this, rounded down, is the side of a tile.</param>
public sealed record Gemini25BudgetFormula(int Low, PannedBudget Unspecified, PannedBudget High, int SmallPx, double CropDivisor) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "gemini25_budget";

    private protected override bool IsRough => true;
}

/// <summary><c>gemini3_budget</c>: the most that an image costs at each media resolution.</summary>
/// <param name="Unspecified">For <c>auto</c>.</param>
/// <param name="Low">For <c>low</c>.</param>
/// <param name="High">For <c>high</c>.</param>
/// <param name="UltraHigh">For <c>original</c>; null where the model has no such resolution, which then means <paramref name="High"/>.</param>
public sealed record Gemini3BudgetFormula(int Unspecified, int Low, int High, int? UltraHigh) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "gemini3_budget";

    private protected override bool IsRough => true;
}

/// <summary><c>gemma4_budget</c>: what an image costs at most, at the budget that hosts choose unless told otherwise.</summary>
/// <param name="Tokens">That budget.</param>
public sealed record Gemma4BudgetFormula(int Tokens) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "gemma4_budget";

    private protected override bool IsRough => true;
}

/// <summary>When an image that is far from square is looked at again in pieces along its longer side.</summary>
/// <param name="MinRatio">From this ratio of the sides on.</param>
/// <param name="MinCropPx">A piece has at least this many pixels on both sides.</param>
/// <param name="MaxCrops">Pieces at most.</param>
public sealed record PanAndScan(double MinRatio, int MinCropPx, int MaxCrops);

/// <summary><c>fixed_per_tile</c>: one price for the image, and again for each piece when it is panned (Gemma 3).</summary>
/// <param name="Tokens">Of a look.</param>
/// <param name="PanAndScan">How pieces are cut; null where the host leaves it off.</param>
public sealed record FixedPerTileFormula(int Tokens, PanAndScan? PanAndScan) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "fixed_per_tile";
}
