using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Images.Tokens;

/// <summary>The smart resize of Qwen-VL (qwen-vl-utils) and GLM-4.xV (transformers): sides in whole cells, area between two bounds. Read in code.</summary>
internal static class SmartResizeTokens
{
    public static long Count(QwenSmartResizeFormula formula, PixelSize size) =>
        CellsOf(size, formula.Factor, formula.MinPixels, formula.MaxPixels) + formula.Extra;

    // A still image fills all frames of a clip, so each bound is shared among them.
    public static long Count(Glm4vSmartResizeFormula formula, PixelSize size) =>
        CellsOf(size, formula.Factor, (double)formula.MinPixels / formula.Temporal, (double)formula.MaxPixels / formula.Temporal);

    public static long Most(QwenSmartResizeFormula formula) => MostCells(formula.Factor, formula.MaxPixels) + formula.Extra;

    public static long Most(Glm4vSmartResizeFormula formula) => MostCells(formula.Factor, (double)formula.MaxPixels / formula.Temporal);

    private static long CellsOf(PixelSize size, int factor, double minPixels, double maxPixels)
    {
        var across = Rounded(size.Width, factor);
        var down = Rounded(size.Height, factor);
        var rounded = (double)across * down * factor * factor;
        if (rounded > maxPixels)
        {
            var beta = Math.Sqrt(size.Area / maxPixels);
            across = Math.Max(1, (long)Math.Floor(size.Width / beta / factor));
            down = Math.Max(1, (long)Math.Floor(size.Height / beta / factor));
        }
        else if (rounded < minPixels)
        {
            var beta = Math.Sqrt(minPixels / size.Area);
            across = (long)Math.Ceiling(size.Width * beta / factor);
            down = (long)Math.Ceiling(size.Height * beta / factor);
        }

        return across * down;
    }

    private static long Rounded(int side, int factor) => Math.Max(1, Cells.RoundEven(side, factor));

    // A very thin image keeps one cell on its short side, however long that makes the other.
    private static long MostCells(int factor, double maxPixels)
    {
        var area = maxPixels / ((double)factor * factor);
        return Math.Max(1, (long)Math.Max(area, Math.Sqrt(area * HardCaps.Default.MaxAspect)));
    }
}
