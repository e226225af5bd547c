using Iris.Core.Images;
using Iris.LocalVision.Measures;

namespace Iris.Gateway.Tests.LocalVision;

/// <summary>Blurred versions of one picture justify the borders between sharp, slightly soft and blurred.</summary>
public sealed class SharpnessMeasureTests
{
    [Theory]
    [InlineData(0, "sharp")]
    [InlineData(0.8, "sharp")]
    [InlineData(1.8, "slightly soft")]
    [InlineData(3.5, "blurred")]
    [InlineData(6, "blurred")]
    public void Measure_BlurredPhoto_IsToldByItsBlur(double sigma, string word)
    {
        var photo = Painter.Photo();

        Of(sigma == 0 ? photo : Painter.Blur(photo, sigma))!.Word.ShouldBe(word);
    }

    [Theory]
    [InlineData(0x000000u, 0xffffffu)]
    [InlineData(0x606060u, 0xa0a0a0u)]
    public void Measure_FaintAndStrongEdges_AreEquallySharp(uint dark, uint light)
    {
        var board = Painter.Checkerboard(256, 256, 32, dark, light);

        Of(board)!.EdgeBlur.ShouldBeLessThan(0.6);
        Of(Painter.Blur(board, 2))!.EdgeBlur.ShouldBe(2, 0.35);
    }

    [Fact]
    public void Measure_SharpSubjectBeforeSoftBackground_IsSharp()
    {
        var background = Painter.Blur(Painter.Photo(), 6);
        var portrait = Paste(background, Painter.Checkerboard(160, 160, 8, 0x303030, 0xd0d0d0), 220, 120);

        Of(portrait)!.Word.ShouldBe("sharp");
    }

    [Fact]
    public void Measure_GrainOnABlurredPicture_DoesNotMakeItSharp()
    {
        var random = new Random(5);
        var grainy = Painter.Map(Painter.Blur(Painter.Checkerboard(512, 512, 128, 0x303030, 0xd0d0d0), 5), value => (byte)(value + random.Next(-2, 3)));

        Of(grainy)!.Word.ShouldBe("blurred");
    }

    [Fact]
    public void Measure_NothingWithEdges_IsNotJudged()
    {
        Of(Painter.Solid(0x336699, 200, 200)).ShouldBeNull();
        var gradient = new Painter(256, 256, 0);
        gradient.Paint((x, _) => (x, x, x));
        Of(gradient.Raster).ShouldBeNull();
    }

    [Fact]
    public void Measure_TinyPicture_IsNotJudged() => Of(Painter.Checkerboard(32, 32, 4, 0, 0xffffff)).ShouldBeNull();

    private static SharpnessReport? Of(Raster raster) => SharpnessMeasure.Of(raster);

    private static Raster Paste(Raster canvas, Raster patch, int left, int top)
    {
        var rgba = canvas.Rgba.ToArray();
        for (var y = 0; y < patch.Height; y++)
        {
            patch.Rgba.Slice(y * patch.Width * 4, patch.Width * 4).CopyTo(rgba.AsMemory((((top + y) * canvas.Width) + left) * 4));
        }

        return canvas with { Rgba = rgba };
    }
}
