namespace Iris.Core.Catalogue.Formulas;

/// <summary><c>anthropic_28</c>: patches of the largest size of the image's shape that stays below both limits. Ignores the detail.</summary>
/// <param name="PatchPx">Side of a patch in pixels.</param>
/// <param name="MaxEdge">Longest side in pixels, filled up to whole patches.</param>
/// <param name="MaxTokens">Patches at most.</param>
public sealed record Anthropic28Formula(int PatchPx, int MaxEdge, int MaxTokens) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "anthropic_28";
}

/// <summary><c>anthropic_750</c>: pixels divided by a number, as retired models counted. Ignores the detail.</summary>
/// <param name="Divisor">Pixels per token.</param>
/// <param name="MaxEdge">Longest side in pixels that the image is fitted to.</param>
/// <param name="MaxTokens">Tokens at most.</param>
public sealed record Anthropic750Formula(int Divisor, int MaxEdge, int MaxTokens) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "anthropic_750";
}
