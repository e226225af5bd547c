namespace Iris.Core.Images.Tokens;

/// <summary>Tiles across and down, and the ways in which open-weight models choose them for an image.</summary>
internal readonly record struct TileGrid(int Columns, int Rows)
{
    /// <summary>Tiles.</summary>
    public int Tiles => Columns * Rows;

    /// <summary>Llama's choice: the canvas that enlarges the image least, else the one that shrinks it least; of equals the smallest. Read in llama-models.</summary>
    public static TileGrid LeastScaled(PixelSize size, int tile, int maxTiles)
    {
        var best = new TileGrid(1, 1);
        long bestScale = 0;
        for (var columns = 1; columns <= maxTiles; columns++)
        {
            for (var rows = 1; rows * columns <= maxTiles; rows++)
            {
                var grid = new TileGrid(columns, rows);

                // The scale over the image's area, which is the same for all: no fraction needed.
                var scale = Math.Min((long)columns * tile * size.Height, (long)rows * tile * size.Width);
                if (bestScale == 0 || IsBetter(scale, bestScale, size.Area) || (scale == bestScale && grid.Tiles < best.Tiles))
                {
                    (best, bestScale) = (grid, scale);
                }
            }
        }

        return best;
    }

    /// <summary>InternVL's choice: the grid whose ratio of sides is nearest to the image's; of equals the larger, if the image fills half of it. Read in InternVL.</summary>
    public static TileGrid NearestShape(PixelSize size, int tile, int minTiles, int maxTiles) =>
        TileShapes.Of(minTiles, maxTiles).Nearest((double)size.Width / size.Height, size.Area / (0.5 * tile * tile));

    /// <summary>DeepSeek-VL2's choice: the canvas that keeps most pixels of the image; of equals the one with the least empty space. Read in DeepSeek-VL2.</summary>
    public static TileGrid MostKept(PixelSize size, int tile, int maxTiles)
    {
        var best = new TileGrid(1, 1);
        long mostKept = 0;
        for (var tiles = 1; tiles <= maxTiles; tiles++)
        {
            for (var columns = 1; columns <= tiles; columns++)
            {
                var grid = new TileGrid(columns, tiles / columns);

                // Grids come by size, so that of equals the first wastes least.
                if (tiles % columns == 0 && Kept(size, grid, tile) is var kept && kept > mostKept)
                {
                    (best, mostKept) = (grid, kept);
                }
            }
        }

        return best;
    }

    /// <summary>The highest bill that a grid of at most so many tiles can make: for each number of rows the widest grid is looked at.</summary>
    /// <param name="maxTiles">At least 1.</param>
    /// <param name="bill">What a grid costs; it must not fall with more columns.</param>
    public static long HighestBill(int maxTiles, Func<TileGrid, long> bill)
    {
        long highest = 0;
        for (var rows = 1; rows <= maxTiles; rows++)
        {
            highest = Math.Max(highest, bill(new TileGrid(maxTiles / rows, rows)));
        }

        return highest;
    }

    private static bool IsBetter(long scale, long than, long one) => than >= one
        ? scale >= one && scale < than
        : scale > than;

    private static long Kept(PixelSize size, TileGrid grid, int tile)
    {
        var scale = Math.Min((double)grid.Columns * tile / size.Width, (double)grid.Rows * tile / size.Height);
        return Math.Min((long)(size.Width * scale) * (long)(size.Height * scale), size.Area);
    }
}
