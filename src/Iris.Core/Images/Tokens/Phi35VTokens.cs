using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Images.Tokens;

/// <summary>Phi-3.5-vision: the image is scaled to the most crops that the number allows. The processor of the open weights, from memory: not confirmed.</summary>
internal static class Phi35VTokens
{
    public static long Count(Phi35VFormula formula, PixelSize size)
    {
        var ratio = (double)size.LongEdge / size.ShortEdge;
        var columns = 1;
        while ((columns + 1) * Math.Ceiling((columns + 1) / ratio) <= formula.NumCrops)
        {
            columns++;
        }

        var height = (int)(columns * formula.Size / ratio);
        var rows = (int)Math.Max(1, Cells.Over(height, formula.Size));
        return Bill(formula, columns * rows, size.Width < size.Height ? columns : rows);
    }

    public static long Most(Phi35VFormula formula) => Bill(formula, formula.NumCrops, formula.NumCrops);

    private static long Bill(Phi35VFormula formula, long crops, long rows) =>
        ((crops + 1) * formula.Grid * formula.Grid) + 1 + ((rows + 1) * formula.Grid);
}
