using Iris.Core.Catalogue;
using Iris.Core.Catalogue.Formulas;
using Iris.Core.Model;

namespace Iris.Core.Images.Tokens;

/// <summary>What an image costs at least under a rule, however small: below that no size has to be tried.</summary>
internal static class LeastTokens
{
    /// <summary>A bound; 1 for rules whose price falls with the size down to nothing.</summary>
    public static long Of(TokenFormula formula, ImageDetail detail) => formula switch
    {
        OpenAiTileFormula f => detail == ImageDetail.Low ? f.Base : (long)f.Base + f.Tile,
        GeminiTile258Formula f => f.Tokens,
        Gemini25BudgetFormula f => detail == ImageDetail.Low ? f.Low : Math.Min(f.Unspecified.Tokens, f.High.Tokens),
        Gemini3BudgetFormula f => Gemini3BudgetTokens.Count(f, detail),
        Gemma4BudgetFormula f => f.Tokens,
        FixedPerTileFormula f => f.Tokens,
        CohereTile512Formula f => detail == ImageDetail.Low ? f.Low : Math.Min(f.Low, f.Tokens),
        Llama32Tile1601Formula f => f.TokensPerTile,
        Llama4Tile336Formula f => f.TokensPerTile,
        InternVlTile448Formula f => f.TokensPerTile,
        Phi35VFormula f => (long)f.Grid * f.Grid,
        DeepSeekVl2Formula f => (long)f.Grid * f.Grid,
        DeepSeekOcrFormula f => f.Gundam is { } gundam ? (long)gundam.BaseGrid * gundam.BaseGrid : f.Tokens,
        FixedFormula f => f.Tokens,
        FixedCapFormula f => f.MaxTokens,
        UnknownFormula f => f.Tokens,
        _ => 1,
    };
}
