using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.Imaging.Vips;

namespace Iris.Gateway.Tests.Imaging;

public sealed class CorpusTests
{
    private const int Edge = 512;

    // Decided by the gateway's own reader from the frame header, before any worker: libvips decodes lossless JPEG.
    private static readonly string[] RefusedByFacts = ["sharp/test__fixtures__testimgl.jpg"];

    [Fact]
    public async Task Rasterize_EveryGoodImage_GivesRgba()
    {
        var wrong = new List<string>();
        await using var pool = WorkerPools.Start();
        foreach (var file in CorpusFile.All().Where(file => file.Kind == "good"))
        {
            var bytes = file.Read();
            var outcome = await pool.RasterizeAsync(new MemoryByteSource(bytes), Facts.Of(bytes), Edge, TestContext.Current.CancellationToken);
            if (Fault(outcome) is { } fault && !IsMissingHeic(file, fault))
            {
                wrong.Add($"{file}: {fault}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rasterize_EveryBadImage_GivesAClearError()
    {
        var wrong = new List<string>();
        await using var pool = WorkerPools.Start();
        foreach (var file in CorpusFile.All().Where(file => file.Kind == "bad" && !RefusedByFacts.Contains(file.Name)))
        {
            var bytes = file.Read();
            var outcome = await pool.RasterizeAsync(new MemoryByteSource(bytes), Facts.Of(bytes), Edge, TestContext.Current.CancellationToken);
            if (outcome.Error?.Reason is not (ErrorReason.ImageDecodeFailed or ErrorReason.UnsupportedImageFormat))
            {
                wrong.Add($"{file}: {outcome.Error?.Reason ?? "accepted"}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rasterize_EveryHostileAndOddImage_IsAnsweredByTheSameWorkers()
    {
        var wrong = new List<string>();
        await using var pool = WorkerPools.Start();
        foreach (var file in CorpusFile.All().Where(file => file.Kind is "hostile" or "edge"))
        {
            var bytes = file.Read();
            var outcome = await pool.RasterizeAsync(new MemoryByteSource(bytes), Facts.Of(bytes), Edge, TestContext.Current.CancellationToken);
            var isAllowed = file.Expected switch
            {
                "reject" => outcome.Error is { Row.Status: 400 },
                "accept" => outcome.Succeeded,
                _ => outcome.Error is null or { Row.Status: 400 },
            };
            if (!isAllowed)
            {
                wrong.Add($"{file}: {outcome.Error?.Reason ?? "accepted"}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ImageFormat.Heic)]
    [InlineData(ImageFormat.Avif)]
    public async Task Rasterize_Heic_IsDecodedOrSaysWhatIsMissing(ImageFormat announced)
    {
        await using var pool = WorkerPools.Start();
        var bytes = CorpusFile.Named("mitra/input__heic.heic").Read();

        var outcome = await pool.RasterizeAsync(new MemoryByteSource(bytes), Facts.As(bytes, announced), Edge, TestContext.Current.CancellationToken);

        if (HeicDecoder.IsPresent)
        {
            outcome.Error.ShouldBeNull();
            (outcome.Value.Width, outcome.Value.Height).ShouldBe((136, 56));
            outcome.Value.Rgba.Span[..4].ToArray().ShouldAllBe(value => value > 250);
        }
        else
        {
            outcome.Error.ShouldNotBeNull().Message.ShouldContain("libheif");
        }
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    public async Task Rewrite_EveryGoodImage_IsReadableAgain(ImageFormat format)
    {
        var wrong = new List<string>();
        await using var pool = WorkerPools.Start();
        foreach (var file in CorpusFile.All().Where(file => file.Kind == "good"))
        {
            var bytes = file.Read();
            var outcome = await pool.RewriteAsync(new MemoryByteSource(bytes), Facts.Of(bytes), new RewriteTarget(format, Edge, Edge, 85, null), TestContext.Current.CancellationToken);
            if (!outcome.TryGet(out var image, out var error))
            {
                wrong.AddRange(IsMissingHeic(file, error.Reason) ? [] : [$"{file}: {error.Reason}"]);
                continue;
            }

            var again = image.Bytes.ToArray();
            var facts = Facts.Of(again);
            var second = await pool.RasterizeAsync(new MemoryByteSource(again), facts, Edge, TestContext.Current.CancellationToken);
            if (facts.Format != format || second.Error is not null || (second.Value.Width, second.Value.Height) != (image.Width, image.Height))
            {
                wrong.Add($"{file}: {facts.Format}, {second.Error?.Reason}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    // HEIC needs the system's libheif; where it is absent the answer says so.
    private static bool IsMissingHeic(CorpusFile file, string reason)
        => file.Name.EndsWith(".heic", StringComparison.Ordinal) && !HeicDecoder.IsPresent && reason == ErrorReason.UnsupportedImageFormat;

    private static string? Fault(Outcome<Raster> outcome)
    {
        if (!outcome.TryGet(out var raster, out var error))
        {
            return error.Reason;
        }

        var isSound = raster.Width is > 0 and <= Edge && raster.Height is > 0 and <= Edge && raster.Rgba.Length == raster.Width * raster.Height * 4;
        return isSound ? null : $"{raster.Width}x{raster.Height}, {raster.Rgba.Length} bytes";
    }
}
