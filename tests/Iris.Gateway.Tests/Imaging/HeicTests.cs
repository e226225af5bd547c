using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.Imaging.Vips;
using Iris.Imaging.Workers;

namespace Iris.Gateway.Tests.Imaging;

public sealed class HeicTests
{
    // 64 x 64 px of (200, 100, 50) under the Display P3 profile, as phones write it.
    private static readonly byte[] Orange = Data();

    [Fact]
    public async Task Rewrite_HeicInDisplayP3_GivesTheSameColourInSrgb()
    {
        Assert.SkipUnless(HeicDecoder.IsPresent, "libheif is not installed.");
        await using var pool = WorkerPools.Start();

        var image = await PixelTests.RewriteAsync(pool, Orange, new RewriteTarget(ImageFormat.Jpeg, 32, 64, 95, 4_000));

        (image.Width, image.Height).ShouldBe((32, 32));
        Facts.Read(image.Bytes.ToArray()).HasMetadata.ShouldBeFalse();
        var raster = await PixelTests.RasterizeAsync(pool, image.Bytes.ToArray(), 32);
        Math.Abs(raster.Rgba.Span[0] - 200).ShouldBeLessThanOrEqualTo(4);
        Math.Abs(raster.Rgba.Span[1] - 100).ShouldBeLessThanOrEqualTo(4);
        Math.Abs(raster.Rgba.Span[2] - 50).ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task Rewrite_HalfAHeic_IsAnError()
    {
        Assert.SkipUnless(HeicDecoder.IsPresent, "libheif is not installed.");
        await using var pool = WorkerPools.Start();
        var half = Orange[..^100];

        var outcome = await pool.RewriteAsync(new MemoryByteSource(half), Facts.As(half, ImageFormat.Heic), new RewriteTarget(ImageFormat.Jpeg, 64, 64, 90, null), TestContext.Current.CancellationToken);

        outcome.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageDecodeFailed);
    }

    [Fact]
    public async Task Rewrite_HeicWithoutLibheif_SaysWhatIsMissing()
    {
        // A file of that name that is no library, found first: the way to be without libheif on a machine that has it.
        var folder = Directory.CreateTempSubdirectory("iris-test-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "libheif.so.1"), "no library", TestContext.Current.CancellationToken);
        var command = new PixelWorkerCommand("/usr/bin/env", [$"LD_LIBRARY_PATH={folder}", WorkerPools.Command.FileName, PixelWorkerCommand.Verb]);
        await using var pool = WorkerPools.Start(WorkerPools.Options with { Command = command });

        var outcome = await pool.RewriteAsync(new MemoryByteSource(Orange), Facts.Read(Orange), new RewriteTarget(ImageFormat.Jpeg, 64, 64, 90, null), TestContext.Current.CancellationToken);

        outcome.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.UnsupportedImageFormat);
        outcome.Error.Message.ShouldContain("libheif");
        pool.CannotDecode(ImageFormat.Heic).ShouldBe(outcome.Error);
        pool.CannotDecode(ImageFormat.Avif).ShouldBeNull();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task CannotDecode_BeforeAndAfterTheFirstWorker_TellsWhatIsKnown()
    {
        Assert.SkipUnless(HeicDecoder.IsPresent, "libheif is not installed.");
        await using var pool = WorkerPools.Start();
        pool.CannotDecode(ImageFormat.Heic).ShouldBeNull();

        (await pool.WarmUpAsync(TestContext.Current.CancellationToken)).ShouldBeNull();

        pool.CannotDecode(ImageFormat.Heic).ShouldBeNull();
    }

    private static byte[] Data()
    {
        using var stream = typeof(HeicTests).Assembly.GetManifestResourceStream("Imaging.Data.orange-p3.heic").ShouldNotBeNull();
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
