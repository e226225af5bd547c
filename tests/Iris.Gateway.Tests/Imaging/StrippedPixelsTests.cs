using Iris.Core.Images;
using Iris.Core.Images.Metadata;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Imaging;

/// <summary>An image without its metadata decodes to the same pixels: with the same colours, as upright, as transparent.</summary>
public sealed class StrippedPixelsTests
{
    private const int Edge = 512;

    [Fact]
    public async Task Strip_EveryGoodCorpusFileThatChanges_DecodesToTheSamePixels()
    {
        await using var pool = WorkerPools.Start();
        var seen = new HashSet<ImageFormat>();
        foreach (var file in CorpusFile.All().Where(file => file.Kind == "good"))
        {
            var bytes = file.Read();
            if (Strip(bytes) is not { } stripped)
            {
                continue;
            }

            seen.Add(stripped.Facts.Format);
            await ShouldLookTheSameAsync(pool, bytes, stripped, file.Name);
        }

        seen.ShouldBeSubsetOf([ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.Gif, ImageFormat.WebP]);
        seen.Count.ShouldBeGreaterThan(2);
    }

    [Theory]
    [InlineData("Portrait_6")]
    [InlineData("Landscape_7")]
    public async Task Strip_T34_TurnedPhoto_StaysUpright(string name)
    {
        await using var pool = WorkerPools.Start();
        var bytes = CorpusFile.Named($"exif-orientation-examples/{name}.jpg").Read();
        var stripped = Strip(bytes).ShouldNotBeNull();

        stripped.Facts.Orientation.ShouldBe(name[^1] - '0');
        await ShouldLookTheSameAsync(pool, bytes, stripped, name);
    }

    [Fact]
    public async Task Strip_PhotoWithEverything_DecodesToTheSamePixels()
    {
        await using var pool = WorkerPools.Start();
        foreach (var bytes in (byte[][])[SamplePhotos.Jpeg(20, 10), SamplePhotos.MultiPictureJpeg(20, 10), SamplePhotos.Png(7, 5), SamplePhotos.WebP(), SamplePhotos.Gif(9, 4)])
        {
            var stripped = Strip(bytes).ShouldNotBeNull();
            await ShouldLookTheSameAsync(pool, bytes, stripped, stripped.Facts.Format.ToString());
        }
    }

    /// <summary>Null for what cannot be cut, and where nothing was.</summary>
    private static StrippedImage? Strip(byte[] bytes)
    {
        var source = new MemoryByteSource(bytes);
        return ImageFactsReader.Read(source).TryGet(out var facts, out _) && MetadataStripper.Strip(source, facts) is { } stripped && !ReferenceEquals(stripped.Bytes, source)
            ? stripped
            : null;
    }

    private static async Task ShouldLookTheSameAsync(IPixelWorkers pool, byte[] bytes, StrippedImage stripped, string name)
    {
        var cut = new byte[stripped.Bytes.Length];
        stripped.Bytes.Read(0, cut);

        var before = await PixelTests.RasterizeAsync(pool, bytes, Edge);
        var after = await PixelTests.RasterizeAsync(pool, cut, Edge);

        (after.Width, after.Height).ShouldBe((before.Width, before.Height), name);
        after.Rgba.Span.SequenceEqual(before.Rgba.Span).ShouldBeTrue(name);
    }
}
