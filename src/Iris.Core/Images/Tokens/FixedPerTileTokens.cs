using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Images.Tokens;

/// <summary>Gemma 3: one look, and one for each piece when the host pans. Read in the image processor of transformers.</summary>
internal static class FixedPerTileTokens
{
    public static long Count(FixedPerTileFormula formula, PixelSize size)
    {
        var pieces = formula.PanAndScan is { } pan ? Pieces(pan, size) : 0;
        return formula.Tokens * (pieces + 1L);
    }

    public static long Most(FixedPerTileFormula formula) => formula.Tokens * ((formula.PanAndScan?.MaxCrops ?? 0) + 1L);

    private static int Pieces(PanAndScan pan, PixelSize size)
    {
        var ratio = (double)size.LongEdge / size.ShortEdge;
        if (ratio < pan.MinRatio)
        {
            return 0;
        }

        var pieces = Math.Min((int)Math.Floor(ratio + 0.5), size.LongEdge / pan.MinCropPx);
        pieces = Math.Min(pan.MaxCrops, Math.Max(2, pieces));
        var piece = Math.Min(Cells.Over(size.LongEdge, pieces), size.ShortEdge);
        return piece < pan.MinCropPx ? 0 : pieces;
    }
}
