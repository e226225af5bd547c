using System.Text;
using Iris.Core.Images;
using Iris.Core.Wire;
using Iris.TestKit;

namespace Iris.Core.Tests.Images;

/// <summary>Reading the facts of a good image allocates nothing, whatever the format and whatever it holds.</summary>
public sealed class ImageFactsAllocationTests
{
    private const int Reads = 100;

    public static TheoryData<string, byte[]> Images() => new()
    {
        { "png", SampleImages.Png(64, 64) },
        { "png with EXIF, text and a compressed profile", SamplePhotos.Png(64, 64) },
        { "png with a primaries chunk", SampleImages.Png(64, 64, chunks: SampleImages.PngChunk("cHRM", new byte[32])) },
        { "jpeg", SampleImages.Jpeg(64, 64) },
        { "jpeg of a camera", SamplePhotos.Jpeg(640, 480) },
        { "jpeg of two pictures", SamplePhotos.MultiPictureJpeg(64, 64) },
        { "jpeg with a video behind it", [.. SamplePhotos.Jpeg(640, 480), .. new byte[300_000]] },
        { "gif", SamplePhotos.Gif(64, 64) },
        { "webp", SampleImages.WebP() },
        { "webp with EXIF, XMP and a profile", SamplePhotos.WebP() },
        { "tiff", SampleImages.Tiff(64, 64, pages: 3, profile: SampleProfiles.DisplayP3()) },
        { "avif", HeifSample.Build("avif", 64, 64, irot: 1, exif: SamplePhotos.Exif(), profile: SampleProfiles.DisplayP3()) },
        { "heic", HeifSample.Build("heic", 64, 64, exif: SamplePhotos.Exif()) },
    };

    [Theory]
    [MemberData(nameof(Images))]
    public void Read_GoodImage_AllocatesNothing(string name, byte[] bytes) => Least(new MemoryByteSource(bytes)).ShouldBe(0, name);

    [Theory]
    [MemberData(nameof(Images))]
    public void Read_GoodImageInBase64_AllocatesNothing(string name, byte[] bytes)
    {
        var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes));
        using var body = RequestBody.Copy(new BlockPool(1), text);

        Least(new Base64ByteSource(body, 0, text.Length)).ShouldBe(0, name);
    }

    /// <summary>The least of several passes: the runtime itself allocates on this thread when it compiles anew.</summary>
    private static long Least(ByteSource image)
    {
        ImageFactsReader.Read(image).Error.ShouldBeNull();
        var least = long.MaxValue;
        for (var pass = 0; pass < 10; pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Reads; i++)
            {
                ImageFactsReader.Read(image);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
