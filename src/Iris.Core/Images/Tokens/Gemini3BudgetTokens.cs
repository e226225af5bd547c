using Iris.Core.Catalogue.Formulas;
using Iris.Core.Model;

namespace Iris.Core.Images.Tokens;

/// <summary>Gemini 3's media resolutions. Page "Media resolution" (read 2026-11-20): the most that an image costs at each.</summary>
internal static class Gemini3BudgetTokens
{
    public static long Count(Gemini3BudgetFormula formula, ImageDetail detail) => detail switch
    {
        ImageDetail.Low => formula.Low,
        ImageDetail.High => formula.High,
        ImageDetail.Original => formula.UltraHigh ?? formula.High,
        _ => formula.Unspecified,
    };
}
