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

        // The price never falls with the edge, so halving finds the same edge wherever it starts.
        var fits = 0;
        var tooLarge = Math.Min(size.LongEdge, formula.MaxEdge + 1);
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
