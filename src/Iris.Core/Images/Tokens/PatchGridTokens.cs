using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Images.Tokens;

/// <summary>The embedded model's own rule: patches of the raster that it looks at.</summary>
internal static class PatchGridTokens
{
    public static long Count(PatchGridFormula formula, PixelSize size) =>
        Cells.Over(size.LongEdge > formula.MaxEdge ? size.WithLongEdge(formula.MaxEdge) : size, formula.Patch);

    public static long Most(PatchGridFormula formula)
    {
        var side = Cells.Over(formula.MaxEdge, formula.Patch);
        return side * side;
    }
}
