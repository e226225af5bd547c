using Iris.Core.Model;

namespace Iris.Gateway.Tests.Imaging;

public sealed class BoxTests
{
    [Theory]
    [InlineData(400, 200, 100, 100, 100, 50)]
    [InlineData(400, 200, 300, 60, 120, 60)]
    [InlineData(400, 200, 50, 500, 50, 25)]
    [InlineData(400, 200, 500, 500, 400, 200)]
    [InlineData(400, 200, 400, 150, 300, 150)]
    [InlineData(1000, 2, 100, 100, 100, 1)]
    [InlineData(400, 200, 1, 1, 1, 1)]
    public async Task Rewrite_IntoABox_FitsBothSidesAndNeverEnlarges(int width, int height, int boxWidth, int boxHeight, int expectedWidth, int expectedHeight)
    {
        await using var pool = WorkerPools.Start();

        var image = await PixelTests.RewriteAsync(pool, TestPng.Rgba(width, height, (_, _) => (1, 2, 3, 255)), new RewriteTarget(ImageFormat.Png, boxWidth, boxHeight, 90, null));

        (image.Width, image.Height, image.Quality).ShouldBe((expectedWidth, expectedHeight, 100));
    }

    [Theory]
    [InlineData(1, 60, 30)]
    [InlineData(2, 60, 30)]
    [InlineData(3, 60, 30)]
    [InlineData(4, 60, 30)]
    [InlineData(5, 45, 90)]
    [InlineData(6, 45, 90)]
    [InlineData(7, 45, 90)]
    [InlineData(8, 45, 90)]
    public async Task Rewrite_TurnedImage_IsFittedOnceUpright(int orientation, int width, int height)
    {
        await using var pool = WorkerPools.Start();
        var turned = TestExif.Turn(VipsPicture.Save(VipsPicture.Photo(400, 200), "jpegsave_target"), orientation);

        var image = await PixelTests.RewriteAsync(pool, turned, new RewriteTarget(ImageFormat.Jpeg, 60, 90, 90, null));

        (image.Width, image.Height).ShouldBe((width, height));
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    public async Task Rewrite_AnySizeIntoAnyBox_NeverLeavesTheBox(ImageFormat format)
    {
        await using var pool = WorkerPools.Start();
        var chance = new Random(1_568);
        for (var number = 0; number < 40; number++)
        {
            var (width, height) = (chance.Next(1, 300), chance.Next(1, 300));
            var (boxWidth, boxHeight) = (chance.Next(1, 330), chance.Next(1, 330));

            var image = await PixelTests.RewriteAsync(pool, TestPng.Rgba(width, height, (x, y) => ((byte)x, (byte)y, 3, 255)), new RewriteTarget(format, boxWidth, boxHeight, 80, null));

            var told = $"{width}x{height} into {boxWidth}x{boxHeight}: {image.Width}x{image.Height}";
            image.Width.ShouldBeInRange(1, Math.Min(width, boxWidth), told);
            image.Height.ShouldBeInRange(1, Math.Min(height, boxHeight), told);
            var isFull = image.Width == Math.Min(width, boxWidth) || image.Height == Math.Min(height, boxHeight);
            isFull.ShouldBeTrue(told);
        }
    }

    [Fact]
    public async Task Rewrite_WiderThanWebPCanHold_IsFittedIntoTheFormat()
    {
        await using var pool = WorkerPools.Start();

        var image = await PixelTests.RewriteAsync(pool, TestPng.Rgba(16_384, 2, (_, _) => (1, 2, 3, 255)), new RewriteTarget(ImageFormat.WebP, int.MaxValue, int.MaxValue, 80, null));

        image.Width.ShouldBe(16_383);
    }
}
