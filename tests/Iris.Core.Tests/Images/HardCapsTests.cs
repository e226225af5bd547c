using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Core.Tests.Images;

public sealed class HardCapsTests
{
    [Theory]
    [InlineData(16_384, 3_000, null)]
    [InlineData(16_385, 3_000, "16384")]
    [InlineData(10_000, 5_000, null)]
    [InlineData(10_000, 5_001, "50000000")]
    [InlineData(4_096, 1, null)]
    [InlineData(4_097, 40, "100")]
    [InlineData(4_097, 41, null)]
    [InlineData(41, 4_097, null)]
    [InlineData(1, 2_000_000, "16384")]
    public void Check_Size_NamesTheCapThatIsBroken(int width, int height, string? cap)
    {
        var error = HardCaps.Default.Check(Facts(width, height));

        if (cap is null)
        {
            error.ShouldBeNull();
            return;
        }

        error!.Reason.ShouldBe(ErrorReason.ImageTooManyPixels);
        error.Message.ShouldContain(cap);
        error.Message.ShouldContain($"{width}×{height}");
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg, true, false)]
    [InlineData(ImageFormat.Png, true, false)]
    [InlineData(ImageFormat.Gif, false, false)]
    [InlineData(ImageFormat.Heic, false, false)]
    [InlineData(ImageFormat.Avif, false, true)]
    [InlineData(ImageFormat.Jpeg, false, true)]
    public void Check_ImageThatDecodersHoldWhole_HasTheLowerCap(ImageFormat format, bool progressive, bool accepted)
        => (HardCaps.Default.Check(Facts(5_001, 5_000) with { Format = format, IsProgressive = progressive }) is null).ShouldBe(accepted);

    [Theory]
    [InlineData(1, 4_096)]
    [InlineData(40, 4_096)]
    [InlineData(41, 4_100)]
    [InlineData(164, 16_384)]
    public void LongestBeside_ShorterSide_IsWhatTheCheckLetsThrough(int shorter, int longest)
    {
        HardCaps.Default.LongestBeside(shorter).ShouldBe(longest);
        HardCaps.Default.Check(Facts(longest, shorter)).ShouldBeNull();
        HardCaps.Default.Check(Facts(longest + 1, shorter)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public void Check_Frames_AreCapped(int frames, bool accepted)
        => (HardCaps.Default.Check(Facts(1, 1) with { Frames = frames }) is null).ShouldBe(accepted);

    [Fact]
    public void Check_Bytes_AreCapped()
    {
        var error = HardCaps.Default.Check(Facts(1, 1) with { Bytes = 67_108_865 });

        error!.Reason.ShouldBe(ErrorReason.ImageTooLarge);
        error.Message.ShouldContain("67108865");
        error.Message.ShouldContain("67108864");
        HardCaps.Default.Check(Facts(1, 1) with { Bytes = 67_108_864 }).ShouldBeNull();
    }

    [Fact]
    public void CheckCount_Images_AreCapped()
    {
        HardCaps.Default.CheckCount(500).ShouldBeNull();
        HardCaps.Default.CheckCount(501)!.Reason.ShouldBe(ErrorReason.TooManyImages);
    }

    private static ImageFacts Facts(int width, int height) => new() { Format = ImageFormat.Png, Bytes = 100, Width = width, Height = height };
}
