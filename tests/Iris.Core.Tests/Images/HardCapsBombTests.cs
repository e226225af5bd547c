using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Core.Tests.Images;

/// <summary>The bombs that were measured without caps, by what their headers tell: refused before any decode, whatever an endpoint would take.</summary>
public sealed class HardCapsBombTests
{
    [Theory]
    [InlineData("PNG of one bit a pixel, 4 s", ImageFormat.Png, 30_000, 30_000, false, 1)]
    [InlineData("interlaced PNG, 935 MB", ImageFormat.Png, 30_000, 30_000, true, 1)]
    [InlineData("PNG of 16 bits, 6 s", ImageFormat.Png, 10_000, 10_000, false, 1)]
    [InlineData("interlaced PNG of 16 bits, 979 MB", ImageFormat.Png, 10_000, 10_000, true, 1)]
    [InlineData("PNG one pixel wide", ImageFormat.Png, 1, 2_000_000, false, 1)]
    [InlineData("PNG one pixel high", ImageFormat.Png, 2_000_000, 1, false, 1)]
    [InlineData("WebP of the largest size", ImageFormat.WebP, 16_383, 16_383, false, 1)]
    [InlineData("JPEG of the largest size", ImageFormat.Jpeg, 65_500, 20_000, false, 1)]
    [InlineData("progressive JPEG, 2.5 GB", ImageFormat.Jpeg, 65_500, 20_000, true, 1)]
    [InlineData("GIF, 1.7 GB", ImageFormat.Gif, 20_000, 20_000, false, 1)]
    [InlineData("GIF of 4000 frames, 16 s", ImageFormat.Gif, 500, 500, false, 1_001)]
    [InlineData("progressive JPEG just above the lower cap", ImageFormat.Jpeg, 5_001, 5_000, true, 1)]
    [InlineData("TIFF of too many pages", ImageFormat.Tiff, 100, 100, false, 1_001)]
    public void Check_Bomb_IsRefused(string bomb, ImageFormat format, int width, int height, bool progressive, int frames)
    {
        var error = HardCaps.Default.Check(Facts(format, width, height) with { IsProgressive = progressive, Frames = frames }).ShouldNotBeNull(bomb);

        error.Reason.ShouldBe(ErrorReason.ImageTooManyPixels);
        error.Row.Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("GIF of 30 large frames, of which the first is decoded", ImageFormat.Gif, 5_000, 5_000, false, 30)]
    [InlineData("progressive JPEG at the lower cap", ImageFormat.Jpeg, 5_000, 5_000, true, 1)]
    [InlineData("baseline JPEG at the cap", ImageFormat.Jpeg, 10_000, 5_000, false, 1)]
    [InlineData("panorama", ImageFormat.Jpeg, 16_384, 3_051, false, 1)]
    public void Check_LargeImageThatDecodersManage_IsAccepted(string image, ImageFormat format, int width, int height, bool progressive, int frames)
        => HardCaps.Default.Check(Facts(format, width, height) with { IsProgressive = progressive, Frames = frames }).ShouldBeNull(image);

    [Fact]
    public void Default_Caps_AreThoseOfTheHouse()
        => HardCaps.Default.ShouldBe(new HardCaps
        {
            MaxImageBytes = 67_108_864,
            MaxImages = 500,
            MaxEdge = 16_384,
            MaxPixels = 50_000_000,
            MaxPixelsHeldWhole = 25_000_000,
            MaxAspect = 100,
            AspectFromEdge = 4_096,
            MaxFrames = 1_000,
        });

    private static ImageFacts Facts(ImageFormat format, int width, int height) => new() { Format = format, Bytes = 100_000, Width = width, Height = height };
}
