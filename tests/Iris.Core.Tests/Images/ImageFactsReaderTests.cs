using System.Text;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.TestKit;

namespace Iris.Core.Tests.Images;

public sealed class ImageFactsReaderTests
{
    [Fact]
    public void Read_Png_MeasuresSizeAndAlpha()
    {
        var bytes = SampleImages.Png(7, 5, alpha: true);

        var facts = Read(bytes);

        facts.ShouldBe(new ImageFacts { Format = ImageFormat.Png, Bytes = bytes.Length, Width = 7, Height = 5, HasAlpha = true });
    }

    [Fact]
    public void Read_PngWithTransparentColour_HasAlpha()
        => Read(SampleImages.Png(2, 2, chunks: SampleImages.PngChunk("tRNS", new byte[6]))).HasAlpha.ShouldBeTrue();

    [Fact]
    public void Read_Apng_CountsFrames()
        => Read(SampleImages.Png(2, 2, chunks: SampleImages.PngChunk("acTL", [0, 0, 0, 12, 0, 0, 0, 0]))).Frames.ShouldBe(12);

    [Fact]
    public void Read_PngWithExif_ReadsIt()
    {
        var facts = Read(SampleImages.Png(4, 2, chunks: SampleImages.PngChunk("eXIf", SampleImages.Exif(orientation: 6, gps: true))));

        facts.Orientation.ShouldBe(6);
        facts.HasExif.ShouldBeTrue();
        facts.HasGps.ShouldBeTrue();
        (facts.UprightWidth, facts.UprightHeight).ShouldBe((2, 4));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_JpegWithExif_ReadsCameraTimeOrientationAndPosition(bool bigEndian)
    {
        var exif = SampleImages.Exif(8, "Canon", "EOS 5D", "2024:05:06 07:08:09", gps: true, bigEndian);

        var facts = Read(SampleImages.Jpeg(640, 480, SampleImages.JpegExif(exif)));

        (facts.Format, facts.Width, facts.Height, facts.Orientation).ShouldBe((ImageFormat.Jpeg, 640, 480, 8));
        (facts.HasExif, facts.HasGps, facts.HasMetadata).ShouldBe((true, true, true));
        (facts.Camera.Text, facts.TakenAt.Text).ShouldBe(("Canon EOS 5D", "2024:05:06 07:08:09"));
    }

    [Theory]
    [InlineData("Canon", "Canon EOS 5D", "Canon EOS 5D")]
    [InlineData(null, "X100", "X100")]
    [InlineData("  ", "\t", null)]
    [InlineData("A\u0001\u001b[31mB<\u00e9>", null, "A[31mB<>")]
    public void Read_Camera_IsPrintableAscii(string? make, string? model, string? expected)
        => Read(SampleImages.Jpeg(8, 8, SampleImages.JpegExif(SampleImages.Exif(1, make, model)))).Camera.Text.ShouldBe(expected);

    [Fact]
    public void Read_LongCameraName_IsCut()
        => Read(SampleImages.Jpeg(8, 8, SampleImages.JpegExif(SampleImages.Exif(1, new string('m', 90), new string('n', 90))))).Camera.Text!.Length.ShouldBe(64);

    [Theory]
    [InlineData("0000:00:00 00:00:00")]
    [InlineData("yesterday at around")]
    [InlineData("2024:05")]
    public void Read_TimeInAnotherForm_IsLeftOut(string time)
        => Read(SampleImages.Jpeg(8, 8, SampleImages.JpegExif(SampleImages.Exif(takenAt: time)))).TakenAt.Text.ShouldBeNull();

    [Fact]
    public void Read_OrientationOutOfRange_IsUpright()
        => Read(SampleImages.Jpeg(8, 8, SampleImages.JpegExif(SampleImages.Exif(orientation: 9)))).Orientation.ShouldBe(1);

    [Theory]
    [InlineData("http://ns.adobe.com/xap/1.0/\0<x/>", 0xE1)]
    [InlineData("Photoshop 3.0\08BIM", 0xED)]
    [InlineData("MPF\0II*\0", 0xE2)]
    public void Read_JpegWithOtherMetadata_SaysSo(string content, int marker)
    {
        var facts = Read(SampleImages.Jpeg(8, 8, SampleImages.JpegSegment((byte)marker, Encoding.Latin1.GetBytes(content))));

        (facts.HasMetadata, facts.HasExif).ShouldBe((true, false));
    }

    [Fact]
    public void Read_ExifWithNothingButAnOrientation_IsNoMetadata()
    {
        var plain = Read(SampleImages.Jpeg(8, 8, SampleImages.JpegExif(SampleImages.Exif(6))));
        var large = Read(SampleImages.Jpeg(8, 8, SampleImages.JpegExif([.. SampleImages.Exif(6), .. "hidden"u8])));
        var twice = Read(SampleImages.Jpeg(8, 8, SampleImages.JpegExif(SampleImages.Exif(6)), SampleImages.JpegExif(SampleImages.Exif(6))));

        (plain.Orientation, plain.HasExif, plain.HasMetadata).ShouldBe((6, true, false));
        (large.HasMetadata, twice.HasMetadata).ShouldBe((true, true));
    }

    [Theory]
    [InlineData(0xFE, "a comment")]
    [InlineData(0xE7, "maker's notes")]
    [InlineData(0xE0, "JFXX\0")]
    public void Read_JpegWithASegmentThatNoDecoderNeeds_HasMetadata(int marker, string content)
        => Read(SampleImages.Jpeg(8, 8, SampleImages.JpegSegment((byte)marker, Encoding.ASCII.GetBytes(content)))).HasMetadata.ShouldBeTrue();

    [Fact]
    public void Read_BytesBehindTheEnd_AreMetadata()
    {
        foreach (var bytes in (byte[][])[SampleImages.Jpeg(8, 8), SampleImages.Png(4, 4), SampleImages.Gif(4, 4), SampleImages.WebP()])
        {
            Read(bytes).HasMetadata.ShouldBeFalse();
            Read([.. bytes, .. "PK\u0003\u0004"u8]).HasMetadata.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("tIME")]
    [InlineData("prVt")]
    [InlineData("sPLT")]
    public void Read_PngWithAChunkThatNoDecoderNeeds_HasMetadata(string type)
        => Read(SampleImages.Png(4, 4, chunks: SampleImages.PngChunk(type, [1, 2, 3]))).HasMetadata.ShouldBeTrue();

    [Fact]
    public void Read_JpegWithJunkAndFill_IsAccepted()
    {
        byte[] fill = [0xFF, 0xFF, 0xFF, 0x00, 0x12, 0x34];
        Read([.. SampleImages.Jpeg(8, 8, fill), .. new byte[5000]]).Width.ShouldBe(8);
    }

    [Fact]
    public void Read_JpegWithVideoBehindIt_IsAccepted()
        => Read([.. SampleImages.Jpeg(8, 8), .. new byte[300_000]]).Width.ShouldBe(8);

    [Fact]
    public void Read_JpegWhoseOnlyEndMarkIsInItsThumbnail_IsTruncated()
    {
        var thumbnail = SampleImages.JpegSegment(0xE1, SampleImages.Jpeg(8, 8));
        var bytes = SampleImages.Jpeg(64, 64, thumbnail);

        Reason(bytes[..^2]).ShouldBe(ErrorReason.ImageDecodeFailed);
    }

    [Fact]
    public void Read_LargeJpegThatBreaksOffAmongItsPixels_IsRefusedWithoutASearch()
    {
        var source = new CountingSource([.. SampleImages.Jpeg(4_000, 3_000)[..^2], .. Pixels(4_000_000)]);

        ImageFactsReader.Read(source).Error!.Reason.ShouldBe(ErrorReason.ImageDecodeFailed);
        source.BytesRead.ShouldBeLessThan(30_000);
    }

    [Fact]
    public void Read_JpegWithPaddingOfMegabytes_IsAccepted()
    {
        byte[] bytes = [.. SampleImages.Jpeg(4_000, 3_000)[..^2], .. Pixels(2_000_000), 0xFF, 0xD9, .. new byte[3_000_000]];

        Read(bytes).HasMetadata.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0xC2, true)]
    [InlineData(0xC0, false)]
    [InlineData(0xCA, true)]
    public void Read_JpegFrame_TellsProgressive(int marker, bool progressive)
        => Read(WithFrame((byte)marker, 8)).IsProgressive.ShouldBe(progressive);

    [Theory]
    [InlineData(0xC3, 8)]
    [InlineData(0xC1, 12)]
    [InlineData(0xF7, 8)]
    public void Read_JpegThatNobodyDecodes_IsUnsupported(int marker, int bits)
        => Reason(WithFrame((byte)marker, (byte)bits)).ShouldBe(ErrorReason.UnsupportedImageFormat);

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void Read_Gif_CountsFrames(int frames, bool interlaced)
    {
        var facts = Read(SampleImages.Gif(9, 4, frames, transparent: interlaced, interlaced));

        (facts.Width, facts.Height, facts.Frames, facts.IsProgressive, facts.HasAlpha).ShouldBe((9, 4, frames, interlaced, interlaced));
    }

    [Fact]
    public void Read_GifWithManyFrames_StopsCounting() => Read(SampleImages.Gif(1, 1, 4_000)).Frames.ShouldBe(1_001);

    [Fact]
    public void Read_GifWithHugeScreen_BelievesTheFrame()
    {
        var bytes = SampleImages.Gif(1, 1);
        bytes.AsSpan(6, 4).Fill(0xFF);

        var facts = Read(bytes);

        (facts.Width, facts.Height).ShouldBe((1, 1));
    }

    [Fact]
    public void Read_WebP_MeasuresSizeAndAlpha()
    {
        var facts = Read(SampleImages.WebP());

        (facts.Format, facts.Width, facts.Height, facts.HasAlpha, facts.Frames).ShouldBe((ImageFormat.WebP, 1, 1, true, 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_Tiff_CountsPages(bool bigEndian)
    {
        var facts = Read(SampleImages.Tiff(20, 10, pages: 3, orientation: 5, bigEndian));

        (facts.Format, facts.Width, facts.Height, facts.Frames, facts.Orientation).ShouldBe((ImageFormat.Tiff, 20, 10, 3, 5));
        (facts.UprightWidth, facts.UprightHeight).ShouldBe((10, 20));
    }

    [Fact]
    public void Read_TiffWhosePagesRunInACircle_StopsCounting()
    {
        var bytes = SampleImages.Tiff(2, 2);
        bytes[^4] = 12;

        Read(bytes).Frames.ShouldBe(1_001);
    }

    [Theory]
    [InlineData(null, null, 1)]
    [InlineData(1, null, 8)]
    [InlineData(2, null, 3)]
    [InlineData(3, null, 6)]
    [InlineData(null, 1, 2)]
    [InlineData(null, 0, 4)]
    [InlineData(1, 0, 5)]
    [InlineData(3, 0, 7)]
    public void Read_Avif_TurnsItsPropertiesIntoAnOrientation(int? irot, int? imir, int orientation)
    {
        var facts = Read(HeifSample.Build("avif", 30, 20, irot, imir));

        (facts.Format, facts.Width, facts.Height, facts.Orientation).ShouldBe((ImageFormat.Avif, 30, 20, orientation));
    }

    [Fact]
    public void Read_HeifFamily_IsToldApartByItsBrands()
    {
        Read(HeifSample.Build("heic", 3, 2)).Format.ShouldBe(ImageFormat.Heic);
        Read(HeifSample.Build("mif1", 3, 2, compatible: "avif")).Format.ShouldBe(ImageFormat.Avif);
        Read(HeifSample.Build("mif1", 3, 2, compatible: "heic")).Format.ShouldBe(ImageFormat.Heic);
        Reason(HeifSample.Build("avis", 3, 2)).ShouldBe(ErrorReason.UnsupportedImageFormat);
        Reason(HeifSample.Build("isom", 3, 2)).ShouldBe(ErrorReason.UnsupportedImageFormat);
    }

    [Fact]
    public void Read_AvifWithExif_ReadsTheCameraButNotTheOrientation()
    {
        var facts = Read(HeifSample.Build("avif", 3, 2, exif: SampleImages.Exif(6, "Sony", "A7", gps: true)));

        (facts.Camera.Text, facts.HasGps, facts.Orientation).ShouldBe(("Sony A7", true, 1));
    }

    [Theory]
    [InlineData("%PDF-1.7\n", "a PDF document")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG drawing")]
    [InlineData("<?xml version='1.0'?><svg/>", "an SVG drawing")]
    [InlineData("<!DOCTYPE html><html>", "an HTML page")]
    [InlineData("{\"error\":1}", "a JSON document")]
    [InlineData("\0\0\0\u0018ftypisom", "an MP4 or QuickTime video")]
    [InlineData("PK\u0003\u0004", "a ZIP archive")]
    [InlineData("8BPS\0\u0001", "a Photoshop document")]
    [InlineData("BM\0\0\0\0\0\0\0\0\u0036\0\0\0\u0028\0\0\0", "a BMP image")]
    public void Read_ForeignFormat_IsNamed(string content, string name)
    {
        var error = ImageFactsReader.Read(new MemoryByteSource(Encoding.Latin1.GetBytes(content))).Error!;

        error.Reason.ShouldBe(ErrorReason.UnsupportedImageFormat);
        error.Message.ShouldContain(name);
    }

    [Fact]
    public void Read_NothingAtAll_IsEmpty() => Reason([]).ShouldBe(ErrorReason.ImageEmpty);

    [Fact]
    public void Read_PngWithHugeSideChunk_IsRefusedWithoutReadingIt()
    {
        var bytes = SampleImages.Png(1, 1, chunks: SampleImages.PngChunk("iTXt", new byte[20]));
        var source = new CountingSource(bytes);
        bytes.AsSpan(33, 4).Fill(0x3F);

        ImageFactsReader.Read(source).Error!.Reason.ShouldBe(ErrorReason.ImageDecodeFailed);
        source.BytesRead.ShouldBeLessThan(5000);
    }

    [Fact]
    public void Read_PngWithTooManySideChunks_IsRefused()
    {
        var text = SampleImages.PngChunk("tEXt", "a\0b"u8);

        Reason(SampleImages.Png(1, 1, chunks: [.. Enumerable.Repeat(text, 10_001)])).ShouldBe(ErrorReason.ImageDecodeFailed);
    }

    [Fact]
    public void Read_LargeJpegAndPng_TouchOnlyTheirHeaders()
    {
        var jpeg = new CountingSource(SampleImages.Jpeg(16_000, 12_000));
        var png = new CountingSource([.. SampleImages.Png(4, 4, chunks: [.. Enumerable.Repeat(SampleImages.PngChunk("IDAT", [0x78, 0x9C, .. new byte[60_000]]), 100)])]);

        ImageFactsReader.Read(jpeg).Value.Width.ShouldBe(16_000);
        ImageFactsReader.Read(png).Value.Width.ShouldBe(4);

        jpeg.BytesRead.ShouldBeLessThan(30_000);
        png.BytesRead.ShouldBeLessThan(30_000);
    }

    /// <summary>Noise in which a zero stands behind each FF, as Huffman coding leaves it.</summary>
    private static byte[] Pixels(int length)
    {
        var pixels = new byte[length];
        new Random(4747).NextBytes(pixels);
        for (var i = 1; i < length; i++)
        {
            pixels[i] = pixels[i - 1] == 0xFF ? (byte)0 : pixels[i];
        }

        return pixels;
    }

    private static byte[] WithFrame(byte marker, byte bits)
    {
        var bytes = SampleImages.Jpeg(8, 8);
        var frame = bytes.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        bytes[frame + 1] = marker;
        bytes[frame + 4] = bits;
        return bytes;
    }

    private static ImageFacts Read(byte[] bytes)
    {
        var outcome = ImageFactsReader.Read(new MemoryByteSource(bytes));
        outcome.Error.ShouldBeNull();
        return outcome.Value;
    }

    private static string? Reason(byte[] bytes) => ImageFactsReader.Read(new MemoryByteSource(bytes)).Error?.Reason;
}
