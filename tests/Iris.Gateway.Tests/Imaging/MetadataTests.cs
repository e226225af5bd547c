using Iris.Core.Model;

namespace Iris.Gateway.Tests.Imaging;

public sealed class MetadataTests
{
    [Theory]
    [InlineData("libavif/tests__data__paris_exif_xmp_icc.jpg", ImageFormat.Jpeg)]
    [InlineData("libavif/tests__data__paris_exif_xmp_icc.jpg", ImageFormat.Png)]
    [InlineData("libavif/tests__data__paris_exif_xmp_icc.jpg", ImageFormat.WebP)]
    [InlineData("libavif/tests__data__seine_sdr_gainmap_srgb.jpg", ImageFormat.Jpeg)]
    public async Task Rewrite_PhotoWithPosition_HoldsNoMetadata(string name, ImageFormat format)
    {
        var bytes = CorpusFile.Named(name).Read();
        Marks(bytes).ShouldNotBeEmpty();
        await using var pool = WorkerPools.Start();

        var image = await PixelTests.RewriteAsync(pool, bytes, new RewriteTarget(format, int.MaxValue, int.MaxValue, 85, null));

        Marks(image.Bytes.Span).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rewrite_PngWithSomethingBehindItsEnd_LosesIt()
    {
        byte[] polyglot = [.. TestPng.Rgba(8, 8, (_, _) => (1, 2, 3, 255)), .. "PK\x03\x04<script>"u8];
        await using var pool = WorkerPools.Start();

        var image = await PixelTests.RewriteAsync(pool, polyglot, new RewriteTarget(ImageFormat.Png, int.MaxValue, int.MaxValue, 85, null));

        image.Bytes.Span.IndexOf("<script>"u8).ShouldBe(-1);
    }

    private static List<string> Marks(ReadOnlySpan<byte> bytes)
    {
        var found = new List<string>();
        Look(bytes, "Exif\0\0"u8, "Exif");
        Look(bytes, "http://ns.adobe.com/xap"u8, "XMP");
        Look(bytes, "ICC_PROFILE"u8, "ICC");
        Look(bytes, "eXIf"u8, "eXIf");
        Look(bytes, "iCCP"u8, "iCCP");
        Look(bytes, "EXIF"u8, "EXIF");
        Look(bytes, "ICCP"u8, "ICCP");
        return found;

        void Look(ReadOnlySpan<byte> inside, ReadOnlySpan<byte> mark, string name)
        {
            if (inside.IndexOf(mark) >= 0)
            {
                found.Add(name);
            }
        }
    }
}
