using System.Collections.Concurrent;

namespace Iris.Core.Images.Tokens;

/// <summary>All grids between two numbers of tiles, ordered by their shape, so that the nearest shape takes a few steps. Immutable.</summary>
internal sealed class TileShapes
{
    private static readonly ConcurrentDictionary<(int MinTiles, int MaxTiles), TileShapes> Known = new();

    private readonly double[] _ratios;
    private readonly TileGrid[][] _grids;

    private TileShapes(int minTiles, int maxTiles)
    {
        var byRatio = All(minTiles, maxTiles).GroupBy(grid => (double)grid.Columns / grid.Rows).OrderBy(group => group.Key).ToList();
        _ratios = [.. byRatio.Select(group => group.Key)];
        _grids = [.. byRatio.Select(group => group.ToArray())];
    }

    /// <summary>Made once for each pair of numbers; there are as many as the catalogue has.</summary>
    public static TileShapes Of(int minTiles, int maxTiles)
        => Known.GetOrAdd((minTiles, maxTiles), static numbers => new TileShapes(numbers.MinTiles, numbers.MaxTiles));

    /// <summary>The grid of the nearest ratio of width to height; of equals the one with the most tiles of which the image fills half, else the first.</summary>
    public TileGrid Nearest(double ratio, double tilesFilledTwice)
    {
        var above = Array.BinarySearch(_ratios, ratio);
        above = above < 0 ? ~above : above;
        if (above == 0 || above == _ratios.Length)
        {
            return Largest(_grids[Math.Min(above, _ratios.Length - 1)], tilesFilledTwice);
        }

        var distance = Math.Abs(ratio - _ratios[above]);
        var other = Math.Abs(ratio - _ratios[above - 1]);
        return distance < other ? Largest(_grids[above], tilesFilledTwice)
            : other < distance ? Largest(_grids[above - 1], tilesFilledTwice)
            : Later(Largest(_grids[above - 1], tilesFilledTwice), Largest(_grids[above], tilesFilledTwice), tilesFilledTwice);
    }

    private static IEnumerable<TileGrid> All(int minTiles, int maxTiles)
    {
        for (var tiles = minTiles; tiles <= maxTiles; tiles++)
        {
            for (var columns = 1; columns <= tiles; columns++)
            {
                if (tiles % columns == 0)
                {
                    yield return new TileGrid(columns, tiles / columns);
                }
            }
        }
    }

    /// <summary>Grids of one shape come by size.</summary>
    private static TileGrid Largest(TileGrid[] grids, double tilesFilledTwice)
    {
        var best = grids[0];
        for (var i = 1; i < grids.Length && grids[i].Tiles < tilesFilledTwice; i++)
        {
            best = grids[i];
        }

        return best;
    }

    /// <summary>The vendors' loop goes by tiles, then by columns: the later one takes the place of the earlier one if the image fills half of it.</summary>
    private static TileGrid Later(TileGrid taller, TileGrid wider, double tilesFilledTwice)
    {
        var (first, last) = (taller.Tiles, taller.Columns).CompareTo((wider.Tiles, wider.Columns)) < 0 ? (taller, wider) : (wider, taller);
        return last.Tiles < tilesFilledTwice ? last : first;
    }
}
