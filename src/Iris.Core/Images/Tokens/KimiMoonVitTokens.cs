using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Images.Tokens;

/// <summary>Kimi's MoonViT. Read in ports of the open-weight processor: shrink below both limits, fill up to merged patches.</summary>
internal static class KimiMoonVitTokens
{
    // No image that comes near the limit has fewer than 12 patches on its short side, which rounding down makes at most 13/12 of.
    private const double RoundingRoom = 1.1;

    public static long Count(KimiMoonVitFormula formula, PixelSize size)
    {
        var patches = (double)Math.Max(1, size.Width / formula.Patch) * Math.Max(1, size.Height / formula.Patch);
        var longest = (double)formula.SideLimit * formula.Patch;
        var scale = Math.Min(
            Math.Min(1, Math.Sqrt(formula.InPatchLimit / patches)),
            Math.Min(longest / size.Width, longest / size.Height));
        var shrunk = new PixelSize(Math.Max(1, (int)(size.Width * scale)), Math.Max(1, (int)(size.Height * scale)));
        return Cells.Over(shrunk, formula.Patch * formula.Merge);
    }

    public static long Most(KimiMoonVitFormula formula)
    {
        var area = (double)formula.InPatchLimit * formula.Patch * formula.Patch * RoundingRoom;
        return Cells.Bound(area, (long)formula.SideLimit * formula.Patch, formula.Patch * formula.Merge);
    }
}
