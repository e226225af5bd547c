using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Images.Tokens;

/// <summary>Phi-4-multimodal: crops without their padding, a token at each row's end, a view of the whole, one separator. Read in vLLM (phi4mm.py).</summary>
internal static class Phi4MmTokens
{
    public static long Count(Phi4MmFormula formula, PixelSize size)
    {
        var grid = Crops(formula, size);
        var canvas = new PixelSize(grid.Columns * formula.Size, grid.Rows * formula.Size);
        var scale = Math.Min((double)canvas.Width / size.Width, (double)canvas.Height / size.Height);
        var isWide = (double)canvas.Width / size.Width < (double)canvas.Height / size.Height;
        var emptyRight = isWide ? 0 : canvas.Width - (int)(size.Width * scale);
        var emptyBelow = isWide ? canvas.Height - (int)(size.Height * scale) : 0;
        var across = Features(formula, canvas.Width, emptyRight);
        var down = Features(formula, canvas.Height, emptyBelow);
        return Bill(formula, across, down);
    }

    public static long Most(Phi4MmFormula formula)
    {
        long most = 0;
        for (var rows = 1; rows <= formula.MaxCrops; rows++)
        {
            var across = Features(formula, formula.MaxCrops / rows * formula.Size, 0);
            most = Math.Max(most, Bill(formula, across, Features(formula, rows * formula.Size, 0)));
        }

        return most;
    }

    // As many crops as cover the image, else the grid of the nearest shape.
    private static TileGrid Crops(Phi4MmFormula formula, PixelSize size)
    {
        var across = Cells.Over(size.Width, formula.Size);
        var down = Cells.Over(size.Height, formula.Size);
        return across * down <= formula.MaxCrops
            ? new TileGrid((int)across, (int)down)
            : TileGrid.NearestShape(size, formula.Size, 1, formula.MaxCrops);
    }

    private static long Features(Phi4MmFormula formula, int length, int padding) =>
        Cells.Over((length / formula.Patch) - (padding / formula.Patch), formula.Compression);

    private static long Bill(Phi4MmFormula formula, long across, long down)
    {
        long whole = formula.Size / formula.Patch / formula.Compression;
        return (whole * whole) + whole + 1 + (across * down) + down;
    }
}
