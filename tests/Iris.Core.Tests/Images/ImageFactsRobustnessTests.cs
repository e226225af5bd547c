using System.Text;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.TestKit;

namespace Iris.Core.Tests.Images;

/// <summary>Whatever the bytes are: an answer, no exception, no endless loop. The reads are counted to prove the last.</summary>
public sealed class ImageFactsRobustnessTests
{
    private static readonly string[] Reasons = [ErrorReason.ImageEmpty, ErrorReason.ImageDecodeFailed, ErrorReason.UnsupportedImageFormat];

    public static TheoryData<string, byte[]> Samples() => new()
    {
        { "png", SampleImages.Png(5, 4, chunks: SampleImages.PngChunk("eXIf", SampleImages.Exif(6, "Canon", "EOS", "2024:01:02 03:04:05", gps: true))) },
        { "jpeg", SampleImages.Jpeg(20, 10, SampleImages.JpegExif(SampleImages.Exif(8, "Nikon", "D1", gps: true, bigEndian: true))) },
        { "gif", SampleImages.Gif(5, 4, frames: 3, transparent: true) },
        { "webp", SampleImages.WebP() },
        { "tiff", SampleImages.Tiff(5, 4, pages: 2) },
        { "tiff-be", SampleImages.Tiff(5, 4, pages: 2, bigEndian: true) },
        { "avif", HeifSample.Build("avif", 5, 4, irot: 1, imir: 1, exif: SampleImages.Exif(3, "Sony", gps: true)) },
        { "heic", HeifSample.Build("heic", 5, 4) },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Read_CutAtAnyByte_IsRefusedOrAnswered(string name, byte[] bytes)
    {
        Read(bytes).Error.ShouldBeNull(name);
        for (var length = 0; length < bytes.Length; length++)
        {
            Read(bytes[..length]).Error?.Reason.ShouldBeOneOf(Reasons);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Read_ThroughBase64_TellsTheSame(string name, byte[] bytes)
    {
        var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes));
        using var body = new RequestBody(new BlockPool(1), null);
        body.Append(new byte[BlockPool.BlockSize - (text.Length / 2)]);
        var start = body.Length;
        body.Append(text);

        ImageFactsReader.Read(new Base64ByteSource(body, start, text.Length)).Value.ShouldBe(Read(bytes).Value, name);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("gif")]
    [InlineData("webp")]
    public void Read_CutAnywhereInAFormatThatGoesOutUntouched_IsRefused(string name)
    {
        var bytes = (byte[])Samples().Single(row => row.Data.Item1 == name).Data.Item2;
        for (var length = 0; length < bytes.Length; length++)
        {
            Read(bytes[..length]).Error.ShouldNotBeNull($"{name} cut to {length} of {bytes.Length}");
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Read_AnyByteSetToAnExtreme_IsAnswered(string name, byte[] bytes)
    {
        foreach (var value in new byte[] { 0x00, 0x01, 0x7F, 0x80, 0xFF })
        {
            for (var at = 0; at < bytes.Length; at++)
            {
                var changed = (byte[])bytes.Clone();
                changed[at] = value;
                (Read(changed).Error?.Reason ?? Reasons[0]).ShouldBeOneOf(Reasons, $"{name} at {at}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Read_RandomFlipsAndSplices_IsAnswered(string name, byte[] bytes)
    {
        var random = new Random(20_260_822);
        for (var round = 0; round < 4_000; round++)
        {
            var changed = (byte[])bytes.Clone();
            for (var flips = random.Next(1, 12); flips > 0; flips--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            if (round % 3 == 0)
            {
                var from = random.Next(changed.Length);
                var to = random.Next(changed.Length);
                changed = [.. changed[..from], .. changed[to..]];
            }

            (Read(changed).Error?.Reason ?? Reasons[0]).ShouldBeOneOf(Reasons, name);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Read_RandomBytesBehindASignature_IsAnswered(string name, byte[] bytes)
    {
        var random = new Random(5);
        var noise = new byte[20_000];
        for (var round = 0; round < 100; round++)
        {
            random.NextBytes(noise);
            if (round % 2 == 0)
            {
                // Few different values make long chains of small lengths.
                for (var i = 0; i < noise.Length; i++)
                {
                    noise[i] &= 0x21;
                }
            }

            var kept = Math.Min(bytes.Length, random.Next(12, 80));
            (Read([.. bytes[..kept], .. noise]).Error?.Reason ?? Reasons[0]).ShouldBeOneOf(Reasons, name);
        }
    }

    [Fact]
    public void Read_MillionsOfBytesOfNothing_StaysBounded()
    {
        byte[][] heads = [[0xFF, 0xD8, 0xFF], [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0], [.. "II*\0"u8, 8, 0, 0, 0], [0, 0, 0, 16, .. "ftypavif"u8, 0, 0, 0, 0]];
        foreach (var head in heads)
        {
            var source = new CountingSource(head, 60_000_000);

            ImageFactsReader.Read(source).Error.ShouldNotBeNull();
            source.BytesRead.ShouldBeLessThan(500_000);
        }
    }

    private static Outcome<ImageFacts> Read(byte[] bytes)
    {
        var source = new CountingSource(bytes);
        var outcome = ImageFactsReader.Read(source);
        source.BytesRead.ShouldBeLessThan(40_000_000);
        return outcome;
    }
}
