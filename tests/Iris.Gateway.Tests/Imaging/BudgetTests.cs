using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Gateway.Tests.Imaging;

public sealed class BudgetTests
{
    private static readonly byte[] Photo = VipsPicture.Save(VipsPicture.Photo(1200, 900), "jpegsave_target", ("Q", "95"));

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.WebP)]
    public async Task Rewrite_PlentyOfBytes_KeepsTheBestQuality(ImageFormat format)
    {
        await using var pool = WorkerPools.Start();

        var free = await PixelTests.RewriteAsync(pool, Photo, new RewriteTarget(format, 800, 800, 90, null));
        var within = await PixelTests.RewriteAsync(pool, Photo, new RewriteTarget(format, 800, 800, 90, free.Bytes.Length));

        within.Quality.ShouldBe(90);
        within.Bytes.Span.SequenceEqual(free.Bytes.Span).ShouldBeTrue();
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.WebP)]
    public async Task Rewrite_LessThanTheBestQualityTakes_LowersTheQualityAndKeepsThePixels(ImageFormat format)
    {
        await using var pool = WorkerPools.Start();
        var free = await PixelTests.RewriteAsync(pool, Photo, new RewriteTarget(format, 800, 800, 90, null));

        foreach (var share in new[] { 0.95, 0.8, 0.6, 0.45 })
        {
            var budget = (long)(free.Bytes.Length * share);
            var image = await PixelTests.RewriteAsync(pool, Photo, new RewriteTarget(format, 800, 800, 90, budget));

            image.Bytes.Length.ShouldBeLessThanOrEqualTo((int)budget);
            (image.Width, image.Height).ShouldBe((800, 600));
            image.Quality.ShouldBeInRange(40, 89);
            var better = await PixelTests.RewriteAsync(pool, Photo, new RewriteTarget(format, 800, 800, image.Quality + 2, null));
            var isNearlyTheBest = better.Bytes.Length > budget || image.Bytes.Length >= 0.95 * budget;
            isNearlyTheBest.ShouldBeTrue($"{share}: quality {image.Quality} with {image.Bytes.Length} of {budget} bytes");
        }
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg, 20_000)]
    [InlineData(ImageFormat.Jpeg, 2_000)]
    [InlineData(ImageFormat.Jpeg, 700)]
    [InlineData(ImageFormat.WebP, 10_000)]
    [InlineData(ImageFormat.WebP, 300)]
    [InlineData(ImageFormat.WebP, 70)]
    [InlineData(ImageFormat.Png, 100_000)]
    [InlineData(ImageFormat.Png, 1_000)]
    [InlineData(ImageFormat.Png, 100)]
    public async Task Rewrite_LessThanTheWorstQualityTakes_ShrinksAsLittleAsNeeded(ImageFormat format, int budget)
    {
        await using var pool = WorkerPools.Start();

        var image = await PixelTests.RewriteAsync(pool, Photo, new RewriteTarget(format, 800, 800, 90, budget));

        image.Bytes.Length.ShouldBeLessThanOrEqualTo(budget);
        image.Width.ShouldBeLessThan(800);
        ((double)image.Width / image.Height).ShouldBe(4d / 3, image.Width > 30 ? 0.1 : 2);
        Facts.Of(image.Bytes.ToArray()).Format.ShouldBe(format);
        var raster = await PixelTests.RasterizeAsync(pool, image.Bytes.ToArray(), 800);
        (raster.Width, raster.Height).ShouldBe((image.Width, image.Height));
        if (budget >= 10_000)
        {
            image.Bytes.Length.ShouldBeGreaterThan(budget / 2, $"{image.Width}x{image.Height} at quality {image.Quality}");
        }
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.WebP)]
    public async Task Rewrite_LargestImageAllowedUnderABudget_StaysWithinTheLimitsOfAWorker(ImageFormat format)
    {
        Assert.SkipUnless(LongRuns.AreWanted, LongRuns.Skipped);
        var options = WorkerPools.Options with { DecodeTimeout = TimeSpan.FromSeconds(60) };
        var (pool, processId) = await WorkerPools.StartOneAsync(options);
        await using var _ = pool;
        var photo = VipsPicture.Save(VipsPicture.Photo(7_000, 7_000), "jpegsave_target", ("Q", "90"));

        var image = await PixelTests.RewriteAsync(pool, photo, new RewriteTarget(format, 16_384, 16_384, 90, 4_000_000));

        image.Bytes.Length.ShouldBeInRange(1_500_000, 4_000_000);
        WorkerMemory.PeakBytes(processId).ShouldBeLessThan(options.ResidentLimitBytes * 4 / 5);
    }

    [Fact]
    public async Task Rewrite_TransparentImageOverBudget_KeepsItsTransparency()
    {
        await using var pool = WorkerPools.Start();
        var chance = new Random(5);
        var png = TestPng.Rgba(200, 200, (x, _) => ((byte)chance.Next(256), (byte)chance.Next(256), (byte)chance.Next(256), (byte)(x < 100 ? 0 : 255)));

        var image = await PixelTests.RewriteAsync(pool, png, new RewriteTarget(ImageFormat.Png, 200, 200, 90, 20_000));

        image.Bytes.Length.ShouldBeLessThanOrEqualTo(20_000);
        var raster = await PixelTests.RasterizeAsync(pool, image.Bytes.ToArray(), 200);
        raster.Rgba.Span[3].ShouldBe((byte)0);
        raster.Rgba.Span[^1].ShouldBe((byte)255);
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    public async Task Rewrite_BudgetUnderOnePixel_IsTooLargeAndNamesTheBudget(ImageFormat format)
    {
        await using var pool = WorkerPools.Start();

        foreach (var budget in new long[] { 0, 20 })
        {
            var outcome = await pool.RewriteAsync(new MemoryByteSource(Photo), Facts.Of(Photo), new RewriteTarget(format, 800, 800, 90, budget), TestContext.Current.CancellationToken);

            outcome.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageTooLarge);
            outcome.Error.Message.ShouldContain($"{budget} bytes");
        }
    }

    [Fact]
    public async Task Rewrite_HalfAFileUnderABudget_IsAnErrorAndNoHalfPicture()
    {
        await using var pool = WorkerPools.Start();
        var half = Photo[..(Photo.Length / 2)];

        var outcome = await pool.RewriteAsync(new MemoryByteSource(half), Facts.Of(half), new RewriteTarget(ImageFormat.Jpeg, 800, 800, 90, 50_000), TestContext.Current.CancellationToken);

        outcome.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageDecodeFailed);
    }
}
