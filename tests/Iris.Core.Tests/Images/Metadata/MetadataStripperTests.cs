using System.Text;
using Iris.Core.Images;
using Iris.Core.Images.Metadata;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.TestKit;

namespace Iris.Core.Tests.Images.Metadata;

/// <summary>Metadata goes, the picture stays: proved by the bytes. That pixels decode the same is proved with the pixel workers.</summary>
public sealed class MetadataStripperTests
{
    private static readonly string[] Secrets = ["Somebody", "Canon", "2024:05:06", "http://ns.adobe.com/xap", "xmpmeta", "8BIM", "maker's", "private", "*/=1;", "PK\u0003\u0004", "MPF"];

    public static TheoryData<string, byte[]> Photos() => new()
    {
        { "jpeg", SamplePhotos.Jpeg(20, 10) },
        { "upright jpeg", SamplePhotos.Jpeg(20, 10, orientation: 1) },
        { "jpeg of two pictures", SamplePhotos.MultiPictureJpeg(20, 10) },
        { "png", SamplePhotos.Png(7, 5) },
        { "upright png", SamplePhotos.Png(7, 5, orientation: 1) },
        { "webp", SamplePhotos.WebP() },
        { "upright webp", SamplePhotos.WebP(orientation: 1) },
        { "gif", SamplePhotos.Gif(9, 4) },
    };

    [Theory]
    [MemberData(nameof(Photos))]
    public void Strip_Photo_TellsNothingOfItsMaker(string name, byte[] bytes)
    {
        Read(bytes).HasMetadata.ShouldBeTrue(name);

        var text = Encoding.Latin1.GetString(Strip(bytes));

        Secrets.Where(text.Contains).ShouldBeEmpty(name);
    }

    [Theory]
    [MemberData(nameof(Photos))]
    public void Strip_Photo_IsReadAsItsFactsSay(string name, byte[] bytes)
    {
        var before = Read(bytes);
        var stripped = MetadataStripper.Strip(new MemoryByteSource(bytes), before).ShouldNotBeNull();

        var after = Read(ToArray(stripped.Bytes));

        after.ShouldBe(stripped.Facts, name);
        after.ShouldBe(before with { Bytes = after.Bytes, HasMetadata = false, HasGps = false, HasExif = before.Orientation != 1, Camera = default, TakenAt = default }, name);
    }

    [Theory]
    [MemberData(nameof(Photos))]
    public void Strip_Twice_ChangesNothingMore(string name, byte[] bytes)
    {
        var once = Strip(bytes);

        Strip(once).ShouldBe(once, name);
    }

    [Theory]
    [MemberData(nameof(Photos))]
    public void Strip_Result_ReadsTheSameInAnyPieces(string name, byte[] bytes)
    {
        var source = MetadataStripper.Strip(new MemoryByteSource(bytes), Read(bytes))!.Bytes;
        var whole = ToArray(source);
        for (var from = 0; from <= whole.Length; from++)
        {
            var part = new byte[37];
            var read = source.Read(from, part);
            part[..read].ShouldBe(whole[from..Math.Min(whole.Length, from + part.Length)], name);
            source.ByteAt(from).ShouldBe(from < whole.Length ? whole[from] : -1);
        }

        source.Read(-1, new byte[1]).ShouldBe(0);
        source.Read(whole.Length + 1, new byte[1]).ShouldBe(0);
    }

    [Fact]
    public void Strip_ImageWithoutMetadata_IsTheSameSource()
    {
        foreach (var bytes in (byte[][])[SampleImages.Jpeg(8, 8), SampleImages.Png(4, 4), SampleImages.Gif(4, 4, 2), SampleImages.WebP()])
        {
            var source = new MemoryByteSource(bytes);

            MetadataStripper.Strip(source, Read(bytes))!.Bytes.ShouldBeSameAs(source);
        }
    }

    [Fact]
    public void Strip_Jpeg_KeepsWhatMakesThePictureAndItsOrientation()
    {
        var profile = SampleProfiles.JpegSegment(SampleProfiles.AdobeRgb());
        byte[] head = [.. SampleImages.JpegSegment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0])];
        byte[] adobe = SampleImages.JpegSegment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]);

        var stripped = Strip(SamplePhotos.Jpeg(20, 10, orientation: 8, SampleProfiles.AdobeRgb()));

        var orientation = SampleImages.JpegExif([.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0, 0, 0, 0, 0]);
        byte[] picture = SampleImages.Jpeg(20, 10)[2..];
        stripped.ShouldBe([0xFF, 0xD8, .. head, .. orientation, .. profile, .. adobe, .. picture]);
    }

    [Fact]
    public void Strip_JpegWithSegmentsBetweenItsScans_CutsThemToo()
    {
        var plain = SampleImages.Jpeg(8, 8);
        byte[] second = [.. SampleImages.JpegSegment(0xDA, [1, 1, 0, 0, 63, 0]), 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD3, 0x56];
        byte[] hidden = [.. SampleImages.JpegSegment(0xFE, "Somebody"u8), 0x11, 0x22];

        var stripped = Strip([.. plain[..^2], .. hidden, .. second, .. plain[^2..], .. SampleImages.Jpeg(16, 16)]);

        stripped.ShouldBe([.. plain[..^2], .. second, .. plain[^2..]]);
    }

    [Fact]
    public void Strip_JpegWithThumbnailInItsHeader_KeepsTheHeader()
    {
        byte[] head = [.. "JFIF\0"u8, 1, 2, 1, 0, 72, 0, 72];

        var stripped = Strip(SampleImages.Jpeg(8, 8, SampleImages.JpegSegment(0xE0, [.. head, 1, 1, 9, 9, 9]), SampleImages.JpegSegment(0xE0, "JFXX\0"u8)));

        stripped.ShouldBe(SampleImages.Jpeg(8, 8, SampleImages.JpegSegment(0xE0, [.. head, 0, 0])));
    }

    [Fact]
    public void Strip_JpegWhoseEndStandsOnlyInItsTail_IsLeftToTheEncoder()
    {
        // The pixels run on until the file ends in a segment that is cut; no end of the first picture is to be found.
        byte[] bytes = [.. SampleImages.Jpeg(8, 8)[..^2], 0xFF, 0xFE, 0x10, 0x00, 0xFF, 0xD9];

        MetadataStripper.Strip(new MemoryByteSource(bytes), Read(bytes)).ShouldBeNull();
    }

    [Fact]
    public void Strip_Png_KeepsColourAndResolutionAndOrientation()
    {
        var names = PngChunks(Strip(SamplePhotos.Png(7, 5)));

        names.ShouldBe(["IHDR", "eXIf", "iCCP", "pHYs", "IDAT", "IEND"]);
    }

    [Fact]
    public void Strip_AnimatedPng_KeepsItsFrames()
    {
        byte[][] chunks = [.. ((string[])["acTL", "cICP", "gAMA", "tRNS", "bKGD", "sBIT", "fcTL", "teXt"]).Select(name => SampleImages.PngChunk(name, [0, 0, 0, 2, 0, 0]))];

        PngChunks(Strip(SampleImages.Png(4, 4, chunks: chunks))).ShouldBe(["IHDR", "acTL", "cICP", "gAMA", "tRNS", "bKGD", "sBIT", "fcTL", "IDAT", "IEND"]);
    }

    [Fact]
    public void Strip_WebP_WritesItsFlagsAndLengthAnew()
    {
        var turned = Strip(SamplePhotos.WebP());
        var upright = Strip(SamplePhotos.WebP(orientation: 1));

        (BitConverter.ToInt32(turned, 4), BitConverter.ToInt32(upright, 4)).ShouldBe((turned.Length - 8, upright.Length - 8));
        (turned[20], upright[20]).ShouldBe(((byte)0x38, (byte)0x30));
        Encoding.Latin1.GetString(turned[^34..^30]).ShouldBe("EXIF");
        upright.AsSpan().IndexOf("EXIF"u8).ShouldBe(-1);
    }

    [Fact]
    public void Strip_Gif_KeepsItsLoopAndItsFrames()
    {
        var plain = SampleImages.Gif(9, 4, frames: 2, transparent: true);
        byte[] loop = [0x21, 0xFF, .. "\u000BNETSCAPE2.0"u8, 3, 1, 0, 0, 0];

        Strip(SamplePhotos.Gif(9, 4)).ShouldBe([.. plain[..25], .. loop, .. plain[25..]]);
    }

    [Theory]
    [InlineData(ImageFormat.Avif, false)]
    [InlineData(ImageFormat.Heic, false)]
    [InlineData(ImageFormat.Tiff, false)]
    [InlineData(ImageFormat.Unknown, false)]
    [InlineData(ImageFormat.Jpeg, true)]
    [InlineData(ImageFormat.Png, true)]
    [InlineData(ImageFormat.WebP, true)]
    [InlineData(ImageFormat.Gif, true)]
    public void CanStrip_OnlyFormatsThatGoOutUntouched(ImageFormat format, bool expected) => MetadataStripper.CanStrip(format).ShouldBe(expected);

    [Fact]
    public void Strip_Tiff_IsLeftToTheEncoder()
    {
        var bytes = SampleImages.Tiff(4, 4);

        MetadataStripper.Strip(new MemoryByteSource(bytes), Read(bytes)).ShouldBeNull();
    }

    [Fact]
    public void Strip_GifThatAlternatesEndlessly_IsLeftToTheEncoder()
    {
        var plain = SampleImages.Gif(1, 1, frames: 1);
        byte[] frame = [.. plain[25..^1], 0x21, 0xFE, 0];
        byte[] bytes = [.. plain[..25], .. Enumerable.Repeat(frame, 21_000).SelectMany(part => part), 0x3B];

        MetadataStripper.Strip(new MemoryByteSource(bytes), Read(bytes)).ShouldBeNull();
    }

    private static List<string> PngChunks(byte[] png)
    {
        var names = new List<string>();
        for (var at = 8; at < png.Length;)
        {
            names.Add(Encoding.ASCII.GetString(png, at + 4, 4));
            at += 12 + (png[at + 2] << 8 | png[at + 3]);
        }

        return names;
    }

    private static byte[] Strip(byte[] bytes) => ToArray(MetadataStripper.Strip(new MemoryByteSource(bytes), Read(bytes)).ShouldNotBeNull().Bytes);

    private static byte[] ToArray(ByteSource source)
    {
        var bytes = new byte[source.Length];
        source.Read(0, bytes).ShouldBe(bytes.Length);
        return bytes;
    }

    private static ImageFacts Read(byte[] bytes)
    {
        var outcome = ImageFactsReader.Read(new MemoryByteSource(bytes));
        outcome.Error.ShouldBeNull();
        return outcome.Value;
    }
}
