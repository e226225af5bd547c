using Iris.Core.Images;
using Iris.Core.Model;
using Iris.LocalVision.Measures;

namespace Iris.Gateway.Tests.LocalVision;

public sealed class PictureMeasuresTests
{
    [Theory]
    [InlineData("photo", nameof(PictureKind.Photo))]
    [InlineData("grey photo", nameof(PictureKind.Photo))]
    [InlineData("screen", nameof(PictureKind.Screenshot))]
    [InlineData("drawing", nameof(PictureKind.Drawing))]
    [InlineData("plain", nameof(PictureKind.Plain))]
    [InlineData("tiny noise", nameof(PictureKind.Unclear))]
    public void Kind_TypicalPicture_IsRecognised(string picture, string kind)
    {
        var raster = picture switch
        {
            "photo" => Painter.Photo(),
            "grey photo" => Grey(Painter.Photo()),
            "screen" => Painter.Screen(),
            "drawing" => Painter.Drawing(),
            "plain" => Painter.Solid(0x4060a0),
            _ => Painter.Photo(24, 24),
        };

        Measure(raster).Kind.Kind.ToString().ShouldBe(kind);
    }

    [Fact]
    public void Kind_SmoothGradientWithoutGrain_IsNotGuessed()
    {
        var painter = new Painter(400, 300, 0);
        painter.Paint((x, _) => (x / 3.0, x / 2.0, 120));

        Measure(painter.Raster).Kind.Kind.ShouldBe(PictureKind.Unclear);
    }

    [Fact]
    public void Kind_TransparentGradient_IsProbablyADrawing()
    {
        var painter = new Painter(400, 300, 0);
        painter.Paint((x, _) => (x / 3.0, x / 2.0, 120));

        Measure(painter.Fill(0, 0, 100, 300, 0, alpha: 0).Raster).Kind.ShouldBe(new KindReport(PictureKind.Drawing, false));
    }

    [Fact]
    public void Kind_CameraInExif_MakesASoftPictureAPhoto()
    {
        var painter = new Painter(400, 300, 0);
        painter.Paint((x, _) => (x / 3.0, x / 2.0, 120));

        PictureMeasures.Of(painter.Raster, Facts(painter.Raster) with { Camera = FactText.Of("Canon EOS 40D") }).Kind
            .ShouldBe(new KindReport(PictureKind.Photo, true));
    }

    [Fact]
    public void Transparency_QuarterClearQuarterHalf_IsMeasured()
    {
        var raster = new Painter(100, 100, 0x00ff00).Fill(0, 0, 50, 50, 0, alpha: 0).Fill(50, 50, 100, 100, 0xff0000, alpha: 128).Raster;

        Measure(raster).Transparency.ShouldBe(new TransparencyReport(0.25, 0.25));
    }

    [Fact]
    public void Light_BlackToWhite_RisesWithTheEye()
    {
        Brightness(Painter.Solid(0x000000)).ShouldBe(0);
        Brightness(Painter.Solid(0xffffff)).ShouldBe(1);
        Brightness(Painter.Solid(0x777777)).ShouldBe(0.5, 0.02);
    }

    [Fact]
    public void Light_HalfBlackHalfWhite_HasFullContrast()
    {
        Measure(Painter.Stripes(100, 100, 0, 0xffffff)).Light!.Contrast.ShouldBe(1);
        Measure(Painter.Stripes(100, 100, 0x808080, 0x888888)).Light!.Contrast.ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Light_HiddenPixels_DoNotCount()
    {
        var raster = new Painter(100, 100, 0x000000).Fill(0, 0, 100, 50, 0xffffff, alpha: 0).Raster;

        Measure(raster).Light!.Brightness.ShouldBe(0);
        Measure(new Painter(10, 10, 0).Fill(0, 0, 10, 10, 0, alpha: 0).Raster).Light.ShouldBeNull();
    }

    [Fact]
    public void Thumbprint_BrightenedAndBlurredCopy_LooksLikeTheOriginal()
    {
        var photo = Painter.Photo();

        Print(photo).LooksLike(Print(Painter.Blur(photo, 1.5))).ShouldBeTrue();
        Print(photo).LooksLike(Print(Painter.Map(photo, v => (byte)Math.Min(255, v + 3)))).ShouldBeTrue();
    }

    [Fact]
    public void Thumbprint_OtherColourShapeOrContent_LooksDifferent()
    {
        Print(Painter.Solid(0xff0000)).LooksLike(Print(Painter.Solid(0x00ff00))).ShouldBeFalse();
        Print(Painter.Solid(0xff0000, 100, 100)).LooksLike(Print(Painter.Solid(0xff0000, 200, 100))).ShouldBeFalse();
        Print(Painter.Photo()).LooksLike(Print(Painter.Drawing())).ShouldBeFalse();
        Print(Painter.Screen()).LooksLike(Print(Painter.Map(Painter.Screen(), v => (byte)(255 - v)))).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 500)]
    [InlineData(7, 3)]
    public void Measure_TinyRaster_DoesNotFail(int width, int height) =>
        Measure(Painter.Solid(0xff0000, width, height)).Colours.Main[0].Name.ShouldBe("red");

    private static double Brightness(Raster raster) => Measure(raster).Light!.Brightness;

    private static Thumbprint Print(Raster raster) => Thumbprint.Of(raster);

    private static PictureMeasures Measure(Raster raster) => PictureMeasures.Of(raster, Facts(raster));

    private static ImageFacts Facts(Raster raster) => new() { Format = ImageFormat.Png, Bytes = 1000, Width = raster.Width, Height = raster.Height };

    private static Raster Grey(Raster raster)
    {
        var rgba = raster.Rgba.ToArray();
        for (var i = 0; i < rgba.Length; i += 4)
        {
            rgba[i] = rgba[i + 2] = rgba[i + 1];
        }

        return raster with { Rgba = rgba };
    }
}
