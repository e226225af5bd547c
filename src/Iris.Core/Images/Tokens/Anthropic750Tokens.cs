using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Images.Tokens;

/// <summary>Claude's older rule, for retired models: pixels of the image fitted to the longest edge, divided. Page "Vision" of 2025.</summary>
internal static class Anthropic750Tokens
{
    public static long Count(Anthropic750Formula formula, PixelSize size)
    {
        var fitted = size.LongEdge > formula.MaxEdge ? size.WithLongEdgeEven(formula.MaxEdge) : size;
        return Math.Min(formula.MaxTokens, (fitted.Area + formula.Divisor - 1) / formula.Divisor);
    }
}
