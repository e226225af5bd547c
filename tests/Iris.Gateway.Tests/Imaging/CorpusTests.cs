using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.Imaging.Vips;

namespace Iris.Gateway.Tests.Imaging;

public sealed class CorpusTests
{
    private const int Edge = 512;

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
    public async Task WholePath_EveryBadImage_IsRefusedWithItsCode()
    {
        var wrong = new List<string>();
        await using var pool = WorkerPools.Start();
        foreach (var file in CorpusFile.All().Where(file => file.Kind == "bad"))
        {
            var outcome = await WholePath.RewriteAsync(pool, file.Read(), new RewriteTarget(ImageFormat.Jpeg, Edge, Edge, 85, null));
            if (outcome.Error?.Reason != file.Code)
            {
                wrong.Add($"{file}: {outcome.Error?.Reason ?? "accepted"}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task WholePath_EveryHostileAndOddImage_IsAnsweredInTimeAndMemoryByTheSameWorker()
    {
        var wrong = new List<string>();
        await using var watch = await HostileWatch.StartAsync();
        foreach (var file in CorpusFile.All().Where(file => file.Kind is "hostile" or "edge"))
        {
            var outcome = await watch.SendAsync(file.ToString(), file.Read());
            var isAllowed = file.Expected switch
            {
                "reject" => outcome.Error?.Reason == file.Code,
                "accept" => outcome.Succeeded,
                _ => true,
            };
            if (!isAllowed)
            {
                wrong.Add($"{file}: {outcome.Error?.Reason ?? "accepted"}");
            }
        }

        wrong.ShouldBeEmpty();
        watch.Broken.ShouldBeEmpty();
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
    public async Task WholePath_EveryGoodImage_ComesOutUprightPlainAndBare(ImageFormat format)
    {
        var wrong = new List<string>();
        await using var pool = WorkerPools.Start();
        foreach (var file in CorpusFile.All().Where(file => file.Kind == "good"))
        {
            var bytes = file.Read();
            var outcome = await WholePath.RewriteAsync(pool, bytes, new RewriteTarget(format, Edge, Edge, 85, null));
            if (!outcome.TryGet(out var image, out var error))
            {
                wrong.AddRange(IsMissingHeic(file, error.Reason) ? [] : [$"{file}: {error.Reason}"]);
                continue;
            }

            var raster = await PixelTests.RasterizeAsync(pool, image.Bytes.ToArray(), Edge);
            if ((Fault(image, Facts.Read(bytes), format) ?? SizeFault(raster, image)) is { } fault)
            {
                wrong.Add($"{file}: {fault}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static string? Fault(RewrittenImage image, ImageFacts before, ImageFormat format)
    {
        var facts = Facts.Read(image.Bytes.ToArray());
        var scale = Math.Min(1, Math.Min((double)Edge / before.UprightWidth, (double)Edge / before.UprightHeight));
        var isFitted = Math.Abs(image.Width - Math.Max(1, before.UprightWidth * scale)) <= 1 && Math.Abs(image.Height - Math.Max(1, before.UprightHeight * scale)) <= 1;
        return facts.Format != format || facts.Frames != 1 ? $"{facts.Format} of {facts.Frames} frames"
            : facts.Orientation != 1 || facts.HasMetadata || facts.HasExif ? "metadata"
            : facts.Colour != ImageColour.Plain ? facts.Colour.ToString()
            : isFitted ? null : $"{image.Width}x{image.Height} from {before.UprightWidth}x{before.UprightHeight} upright";
    }

    private static string? SizeFault(Raster raster, RewrittenImage image)
        => (raster.Width, raster.Height) == (image.Width, image.Height) ? null : $"is {raster.Width}x{raster.Height}, told {image.Width}x{image.Height}";

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
