using Iris.Core.Images.Tokens;

namespace Iris.Core.Tests.Images.Tokens;

public sealed class TileGridTests
{
    [Theory]
    [InlineData(448, 1, 12)]
    [InlineData(448, 1, 36)]
    [InlineData(640, 2, 6)]
    [InlineData(336, 4, 4)]
    public void NearestShape_AnySize_IsWhatTheVendorsLoopGives(int tile, int minTiles, int maxTiles)
    {
        var random = new Random(20_261_120);
        for (var round = 0; round < 5_000; round++)
        {
            var size = round % 2 == 0
                ? new PixelSize(random.Next(1, 3_000), random.Next(1, 3_000))
                : new PixelSize(random.Next(1, 13) * 112, random.Next(1, 13) * 112);
            TileGrid.NearestShape(size, tile, minTiles, maxTiles).ShouldBe(Loop(size, tile, minTiles, maxTiles), $"{size}");
        }
    }

    private static TileGrid Loop(PixelSize size, int tile, int minTiles, int maxTiles)
    {
        var ratio = (double)size.Width / size.Height;
        var best = new TileGrid(1, 1);
        var nearest = double.PositiveInfinity;
        for (var tiles = minTiles; tiles <= maxTiles; tiles++)
        {
            foreach (var columns in Enumerable.Range(1, tiles).Where(columns => tiles % columns == 0))
            {
                var grid = new TileGrid(columns, tiles / columns);
                var distance = Math.Abs(ratio - ((double)grid.Columns / grid.Rows));
                if (distance < nearest || (distance == nearest && size.Area > 0.5 * tile * tile * tiles))
                {
                    (best, nearest) = (grid, distance);
                }
            }
        }

        return best;
    }
}
