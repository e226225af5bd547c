using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Gateway.Tests.Imaging;

public sealed class OrientationTests
{
    private const int Edge = 64;
    private const double MostDifference = 8;

    [Theory]
    [InlineData("Landscape")]
    [InlineData("Portrait")]
    public async Task Rasterize_EveryOrientation_LooksLikeTheUprightOne(string series)
    {
        await using var pool = WorkerPools.Start();
        var upright = await PixelTests.RasterizeAsync(pool, CorpusFile.Named($"exif-orientation-examples/{series}_1.jpg").Read(), Edge);

        foreach (var file in Turned(series))
        {
            var raster = await PixelTests.RasterizeAsync(pool, file.Read(), Edge);
            Difference(upright, raster).ShouldBeLessThan(MostDifference, file.Name);
        }
    }

    [Theory]
    [InlineData("Landscape")]
    [InlineData("Portrait")]
    public async Task Rewrite_EveryOrientation_IsUprightWithoutItsTag(string series)
    {
        await using var pool = WorkerPools.Start();
        var upright = await PixelTests.RasterizeAsync(pool, CorpusFile.Named($"exif-orientation-examples/{series}_1.jpg").Read(), Edge);

        foreach (var file in Turned(series))
        {
            var image = await PixelTests.RewriteAsync(pool, file.Read(), new RewriteTarget(ImageFormat.Jpeg, 600, 600, 85, null));
            var raster = await PixelTests.RasterizeAsync(pool, image.Bytes.ToArray(), Edge);
            image.Bytes.Span.IndexOf("Exif\0\0"u8).ShouldBe(-1, file.Name);
            Difference(upright, raster).ShouldBeLessThan(MostDifference, file.Name);
        }
    }

    [Fact]
    public async Task Rasterize_PictureUpsideDown_IsFarFromTheUprightOne()
    {
        // The measure itself: it must tell a turned picture from an upright one.
        await using var pool = WorkerPools.Start();
        var upright = await PixelTests.RasterizeAsync(pool, CorpusFile.Named("exif-orientation-examples/Landscape_1.jpg").Read(), Edge);
        var turned = new Raster(upright.Width, upright.Height, upright.Rgba.ToArray().Chunk(4).Reverse().SelectMany(pixel => pixel).ToArray());

        Difference(upright, turned).ShouldBeGreaterThan(3 * MostDifference);
    }

    private static IEnumerable<CorpusFile> Turned(string series)
        => CorpusFile.All().Where(file => file.Name.StartsWith($"exif-orientation-examples/{series}_", StringComparison.Ordinal));

    private static double Difference(Raster one, Raster other)
    {
        (other.Width, other.Height).ShouldBe((one.Width, one.Height));
        var sum = 0L;
        for (var at = 0; at < one.Rgba.Length; at++)
        {
            sum += Math.Abs(one.Rgba.Span[at] - other.Rgba.Span[at]);
        }

        return (double)sum / one.Rgba.Length;
    }
}
