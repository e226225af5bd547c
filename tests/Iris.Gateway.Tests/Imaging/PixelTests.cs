using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Gateway.Tests.Imaging;

public sealed class PixelTests
{
    [Fact]
    public async Task Rasterize_SmallPng_GivesItsPixelsUnchanged()
    {
        await using var pool = WorkerPools.Start();
        var png = TestPng.Rgba(3, 2, (x, y) => ((byte)(x * 100), (byte)(y * 200), 7, (byte)(x == 1 ? 0 : 255)));

        var raster = await RasterizeAsync(pool, png, 512);

        (raster.Width, raster.Height).ShouldBe((3, 2));
        raster.Rgba.ToArray().ShouldBe([0, 0, 7, 255, 100, 0, 7, 0, 200, 0, 7, 255, 0, 200, 7, 255, 100, 200, 7, 0, 200, 200, 7, 255]);
    }

    [Fact]
    public async Task Rasterize_WideImage_ShrinksTheLongerSideOnly()
    {
        await using var pool = WorkerPools.Start();

        var raster = await RasterizeAsync(pool, TestPng.Rgba(1000, 200, (_, _) => (10, 20, 30, 255)), 100);

        (raster.Width, raster.Height).ShouldBe((100, 20));
        raster.Rgba.Span[..4].ToArray().ShouldBe([10, 20, 30, 255]);
    }

    [Theory]
    [InlineData(0xffff, 255)]
    [InlineData(0x8080, 128)]
    [InlineData(0x0000, 0)]
    public async Task Rasterize_SixteenBitGrey_GivesEightBitRgba(int value, int expected)
    {
        await using var pool = WorkerPools.Start();

        var raster = await RasterizeAsync(pool, TestPng.Grey16(4, 4, (ushort)value), 512);

        raster.Rgba.Length.ShouldBe(64);
        raster.Rgba.ToArray().Chunk(4).ShouldAllBe(pixel => Math.Abs(pixel[0] - expected) <= 1 && pixel[0] == pixel[1] && pixel[1] == pixel[2] && pixel[3] == 255);
    }

    [Fact]
    public async Task Rewrite_TransparentPngToJpeg_ShowsWhite()
    {
        await using var pool = WorkerPools.Start();
        var png = TestPng.Rgba(16, 16, (_, _) => (0, 0, 0, 0));

        var jpeg = await RewriteAsync(pool, png, new RewriteTarget(ImageFormat.Jpeg, int.MaxValue, int.MaxValue, 90, null));

        (jpeg.Width, jpeg.Height, jpeg.Format).ShouldBe((16, 16, ImageFormat.Jpeg));
        var raster = await RasterizeAsync(pool, jpeg.Bytes.ToArray(), 512);
        raster.Rgba.ToArray().ShouldAllBe(value => value >= 254);
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    public async Task Rewrite_TransparentPng_KeepsTheTransparency(ImageFormat format)
    {
        await using var pool = WorkerPools.Start();
        var png = TestPng.Rgba(32, 16, (x, _) => (200, 100, 50, (byte)(x < 16 ? 0 : 255)));

        var image = await RewriteAsync(pool, png, new RewriteTarget(format, 16, 16, 90, null));

        (image.Width, image.Height).ShouldBe((16, 8));
        var raster = await RasterizeAsync(pool, image.Bytes.ToArray(), 512);
        raster.Rgba.Span[3].ShouldBe((byte)0);
        raster.Rgba.Span[(15 * 4) + 3].ShouldBe((byte)255);
    }

    [Fact]
    public async Task Rasterize_TransparentRedBesideOpaqueBlue_MixesNoRedIntoTheEdge()
    {
        await using var pool = WorkerPools.Start();
        var png = TestPng.Rgba(400, 4, (x, _) => x % 2 == 0 ? ((byte)255, (byte)0, (byte)0, (byte)0) : ((byte)0, (byte)0, (byte)255, (byte)255));

        var raster = await RasterizeAsync(pool, png, 100);

        raster.Rgba.ToArray().Chunk(4).ShouldAllBe(pixel => pixel[0] <= 2);
    }

    internal static async Task<Raster> RasterizeAsync(IPixelWorkers pool, byte[] bytes, int maxEdge)
    {
        var outcome = await pool.RasterizeAsync(new MemoryByteSource(bytes), Facts.Of(bytes), maxEdge, TestContext.Current.CancellationToken);
        outcome.Error.ShouldBeNull();
        return outcome.Value;
    }

    internal static async Task<RewrittenImage> RewriteAsync(IPixelWorkers pool, byte[] bytes, RewriteTarget target)
    {
        var outcome = await pool.RewriteAsync(new MemoryByteSource(bytes), Facts.Of(bytes), target, TestContext.Current.CancellationToken);
        outcome.Error.ShouldBeNull();
        return outcome.Value;
    }
}
