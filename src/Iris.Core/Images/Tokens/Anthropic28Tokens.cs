using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Images.Tokens;

/// <summary>Claude's patch rule. Page "Vision" (read 2026-11-20): the largest size of the shape whose patches stay below both limits, found by halving the long edge.</summary>
internal static class Anthropic28Tokens
{
    public static long Count(Anthropic28Formula formula, PixelSize size)
    {
        if (Fits(formula, size))
        {
            return Cells.Over(size, formula.PatchPx);
        }

        var fits = 0;
        var tooLarge = size.LongEdge;
        while (tooLarge - fits > 1)
        {
            var edge = fits + ((tooLarge - fits) / 2);
            if (Fits(formula, size.WithLongEdgeEven(edge)))
            {
                fits = edge;
            }
            else
            {
                tooLarge = edge;
            }
        }

        return Cells.Over(size.WithLongEdgeEven(Math.Max(1, fits)), formula.PatchPx);
    }

    private static bool Fits(Anthropic28Formula formula, PixelSize size) =>
        Cells.Over(size.LongEdge, formula.PatchPx) * formula.PatchPx <= formula.MaxEdge && Cells.Over(size, formula.PatchPx) <= formula.MaxTokens;
}
