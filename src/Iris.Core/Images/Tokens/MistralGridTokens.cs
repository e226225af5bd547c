using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Images.Tokens;

/// <summary>Mistral's grid, with the row breaks that its own tokenizer emits. Read in mistral-common (bc022b9).</summary>
internal static class MistralGridTokens
{
    public static long Count(MistralGridFormula formula, PixelSize size)
    {
        var cell = formula.PatchPx * formula.Merge;
        var ratio = (double)size.LongEdge / formula.MaxSide;
        if (ratio > 1)
        {
            size = new PixelSize(Scaled(size.Width, ratio), Scaled(size.Height, ratio));
        }

        return (Cells.Over(size.Width, cell) + (formula.RowBreakTokens ? 1 : 0)) * Cells.Over(size.Height, cell);
    }

    public static long Most(MistralGridFormula formula)
    {
        var side = Cells.Over(formula.MaxSide, formula.PatchPx * formula.Merge);
        return (side + (formula.RowBreakTokens ? 1 : 0)) * side;
    }

    private static int Scaled(int side, double ratio) => Math.Max(1, (int)Math.Round(side / ratio, MidpointRounding.ToEven));
}
