using System.Text;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.Imaging.Vips;

namespace Iris.Gateway.Tests.Imaging;

public sealed class RefusalTests
{
    private const string Svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>";

    [Theory]
    [InlineData(Svg)]
    [InlineData("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")]
    [InlineData("push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 'x'\npop graphic-context")]
    [InlineData("P3\n1 1\n255\n1 2 3\n")]
    public async Task Rasterize_ForeignFormatUnderAnyName_IsRefused(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        await using var pool = WorkerPools.Start();

        foreach (var format in Enum.GetValues<ImageFormat>())
        {
            var outcome = await pool.RasterizeAsync(new MemoryByteSource(bytes), Facts.As(bytes, format), 512, TestContext.Current.CancellationToken);
            outcome.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.UnsupportedImageFormat);
        }
    }

    [Fact]
    public async Task Rasterize_PngCalledJpeg_IsRefused()
    {
        var png = TestPng.Rgba(4, 4, (_, _) => (0, 0, 0, 255));
        await using var pool = WorkerPools.Start();

        var outcome = await pool.RasterizeAsync(new MemoryByteSource(png), Facts.As(png, ImageFormat.Jpeg), 512, TestContext.Current.CancellationToken);

        outcome.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.UnsupportedImageFormat);
    }

    [Theory]
    [InlineData("svgload_source")]
    [InlineData("rawload_source")]
    [InlineData("csvload_source")]
    public void Loader_OutsideTheList_IsBlocked(string loader)
    {
        VipsLibrary.TryStart().ShouldBeTrue();
        using var file = new EncodedImage(ImageFormat.Unknown, Svg.Length);
        Encoding.ASCII.GetBytes(Svg, file.Span);
        using var source = file.OpenSource();

        Should.Throw<VipsException>(() =>
        {
            using var operation = new VipsOperation(loader).With("source", source);
            using var image = operation.BuildImage();
        });
    }

    [Theory]
    [InlineData(16_385, 1, false)]
    [InlineData(1, 16_385, false)]
    [InlineData(8_000, 8_000, false)]
    [InlineData(6_000, 6_000, true)]
    public async Task Rasterize_HeaderOverACap_IsRefusedAsTooManyPixels(int width, int height, bool isInterlaced)
    {
        var png = TestPng.HeaderOnly(width, height, isInterlaced);
        await using var pool = WorkerPools.Start();

        var outcome = await pool.RasterizeAsync(new MemoryByteSource(png), Facts.Of(png), 512, TestContext.Current.CancellationToken);

        outcome.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageTooManyPixels);
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.WebP)]
    public async Task Rasterize_HalfAFile_IsAnErrorAndNoHalfPicture(ImageFormat format)
    {
        await using var pool = WorkerPools.Start();
        var png = TestPng.Rgba(400, 400, (x, y) => ((byte)(x * y), (byte)(x ^ y), (byte)(x + y), 255));
        var whole = await PixelTests.RewriteAsync(pool, png, new RewriteTarget(format, int.MaxValue, int.MaxValue, 90, null));
        var half = whole.Bytes[..(whole.Bytes.Length / 2)].ToArray();

        var raster = await pool.RasterizeAsync(new MemoryByteSource(half), Facts.Of(half), 200, TestContext.Current.CancellationToken);
        var rewrite = await pool.RewriteAsync(new MemoryByteSource(half), Facts.Of(half), new RewriteTarget(ImageFormat.Jpeg, 200, 200, 85, null), TestContext.Current.CancellationToken);

        raster.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageDecodeFailed);
        rewrite.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageDecodeFailed);
    }

    [Fact]
    public async Task Rasterize_NoBytes_IsAnErrorWithoutAWorker()
    {
        await using var pool = WorkerPools.Start();

        var outcome = await pool.RasterizeAsync(new MemoryByteSource(Array.Empty<byte>()), Facts.As([], ImageFormat.Png), 512, TestContext.Current.CancellationToken);

        outcome.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageDecodeFailed);
        pool.Crew.IdleProcesses.ShouldBeEmpty();
    }

    [Fact]
    public async Task Errors_OverTheWholeCorpus_NameNoLibraryPathOrAddress()
    {
        await using var pool = WorkerPools.Start();
        foreach (var file in CorpusFile.All().Where(file => file.Kind is "bad" or "hostile"))
        {
            var bytes = file.Read();
            var outcome = await pool.RasterizeAsync(new MemoryByteSource(bytes), Facts.Of(bytes), 512, TestContext.Current.CancellationToken);
            if (outcome.Error is { } error)
            {
                error.Message.ShouldNotMatch("0x[0-9a-f]{6,}|/usr/|vips|/proc/");
            }
        }
    }
}
