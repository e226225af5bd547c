using Iris.Core.Catalogue.Formulas;
using Iris.Core.Model;

namespace Iris.Core.Images.Tokens;

/// <summary>Gemini 2.5's media resolutions. Page "Media resolution" (read 2026-11-20) gives one look and a maximum; how it pans is taken from the tile rule of the page "Image understanding".</summary>
internal static class Gemini25BudgetTokens
{
    public static long Count(Gemini25BudgetFormula formula, PixelSize size, ImageDetail detail) => Panned(formula, detail) is { } budget
        ? Math.Min(Math.Max(budget.Tokens, budget.MaxTokens), budget.Tokens * GeminiTile258Tokens.Tiles(size, formula.SmallPx, formula.CropDivisor))
        : formula.Low;

    public static long Most(Gemini25BudgetFormula formula, ImageDetail detail) => Panned(formula, detail) is { } budget
        ? Math.Max(budget.Tokens, budget.MaxTokens)
        : formula.Low;

    private static PannedBudget? Panned(Gemini25BudgetFormula formula, ImageDetail detail) => detail switch
    {
        ImageDetail.Low => null,
        ImageDetail.Auto => formula.Unspecified,
        _ => formula.High,
    };
}
