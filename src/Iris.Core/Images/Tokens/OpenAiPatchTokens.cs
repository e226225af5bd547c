using Iris.Core.Catalogue.Formulas;
using Iris.Core.Model;

namespace Iris.Core.Images.Tokens;

/// <summary>OpenAI's patch rule. Guide "Images and vision" (read 2026-11-20): fit the longest side, shrink to the budget in whole patches, multiply, round up.</summary>
/// <remarks>The vendor says that the bill can differ by one token.</remarks>
internal static class OpenAiPatchTokens
{
    public static long Count(OpenAiPatchFormula formula, PixelSize size, ImageDetail detail)
    {
        var level = Level(formula, detail);
        var fitted = size.LongEdge > level.MaxDim ? size.WithLongEdgeEven(level.MaxDim) : size;
        var patches = Cells.Over(fitted, formula.PatchPx);
        if (level.Budget is { } budget && patches > budget)
        {
            patches = Cells.Over(Shrink(fitted, formula.PatchPx, budget), formula.PatchPx);
        }

        return Multiply(formula, patches);
    }

    public static long Most(OpenAiPatchFormula formula, ImageDetail detail)
    {
        var level = Level(formula, detail);
        var all = Cells.Bound(HardCaps.Default.MaxPixels, Math.Min(level.MaxDim, HardCaps.Default.MaxEdge), formula.PatchPx);
        return Multiply(formula, level.Budget is { } budget ? Math.Min(all, budget) : all);
    }

    private static PatchLevel Level(OpenAiPatchFormula formula, ImageDetail detail) => detail switch
    {
        ImageDetail.Low => formula.Low,
        ImageDetail.High => formula.High,
        ImageDetail.Original => formula.Original ?? formula.High,
        _ => formula.Auto,
    };

    // To the area of the budget, then a little more, so that the side that needs it is a whole number of patches.
    private static PixelSize Shrink(PixelSize size, int patch, int budget)
    {
        var scale = Math.Sqrt((double)patch * patch * budget / size.Area);
        var across = size.Width * scale / patch;
        var down = size.Height * scale / patch;
        scale *= Math.Min(Math.Floor(across) / across, Math.Floor(down) / down);
        return new PixelSize(Math.Max(1, (int)(size.Width * scale)), Math.Max(1, (int)(size.Height * scale)));
    }

    private static long Multiply(OpenAiPatchFormula formula, long patches) => (long)Math.Ceiling(patches * formula.Multiplier);
}
