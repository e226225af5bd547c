using System.Buffers.Binary;
using System.IO.Compression;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.TestKit;

namespace Iris.Core.Tests.Images;

public sealed class ImageColourTests
{
    public static TheoryData<string, byte[], ImageColour> Profiles() => new()
    {
        { "sRGB", SampleProfiles.Srgb(), ImageColour.Plain },
        { "monitor", SampleProfiles.Monitor(), ImageColour.Plain },
        { "Display P3", SampleProfiles.DisplayP3(), ImageColour.WideGamut },
        { "Adobe RGB", SampleProfiles.AdobeRgb(), ImageColour.WideGamut },
        { "ProPhoto", SampleProfiles.ProPhoto(), ImageColour.WideGamut },
        { "Rec. 2020", SampleProfiles.Rec2020(), ImageColour.WideGamut },
        { "red and green exchanged", SampleProfiles.Matrix([0.38515, 0.71687, 0.09708, 0.43607, 0.22249, 0.01392, 0.14307, 0.06061, 0.71410]), ImageColour.WideGamut },
        { "grey", SampleProfiles.Matrix(new double[9], "GRAY"), ImageColour.Plain },
        { "zeros", SampleProfiles.Matrix(new double[9]), ImageColour.Plain },
        { "cut", SampleProfiles.DisplayP3()[..200], ImageColour.Plain },
        { "nothing", [], ImageColour.Plain },
    };

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Read_Profile_IsJudgedInEveryFormat(string name, byte[] profile, ImageColour expected)
    {
        Colour(SampleImages.Jpeg(8, 8, SampleProfiles.JpegSegment(profile))).ShouldBe(expected, name);
        Colour(SampleImages.Png(8, 8, chunks: SampleProfiles.PngChunk(profile))).ShouldBe(expected, name);
        Colour(SamplePhotos.WebP(profile: profile)).ShouldBe(expected, name);
        Colour(HeifSample.Build("avif", 8, 8, profile: profile)).ShouldBe(expected, name);
        Colour(SampleImages.Tiff(8, 8, profile: profile)).ShouldBe(expected, name);
    }

    [Fact]
    public void Read_JpegProfileInParts_IsJudgedByTheFirst()
    {
        var profile = SampleProfiles.DisplayP3();
        var first = SampleProfiles.JpegSegment(profile, 1, 2);
        var second = SampleProfiles.JpegSegment(SampleProfiles.Srgb(), 2, 2);

        Colour(SampleImages.Jpeg(8, 8, second, first)).ShouldBe(ImageColour.WideGamut);
        Colour(SampleImages.Jpeg(8, 8, SampleProfiles.JpegSegment(profile, 2, 2))).ShouldBe(ImageColour.Plain);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Read_PngProfile_IsInflatedFromEveryKindOfBlock(CompressionLevel level)
    {
        byte[] padded = [.. SampleProfiles.DisplayP3(), .. Enumerable.Range(0, 9_000).Select(i => (byte)(i * i >> 5))];

        Colour(SampleImages.Png(8, 8, chunks: SampleProfiles.PngChunk(padded, level: level))).ShouldBe(ImageColour.WideGamut);
    }

    [Fact]
    public void Read_PngProfileNamedSrgb_IsBelieved()
        => Colour(SampleImages.Png(8, 8, chunks: SampleProfiles.PngChunk(SampleProfiles.DisplayP3(), "sRGB IEC61966-2.1"))).ShouldBe(ImageColour.Plain);

    [Fact]
    public void Read_PngWithBrokenProfile_IsPlain()
    {
        var chunk = SampleProfiles.PngChunk(SampleProfiles.DisplayP3());
        for (var at = 20; at < chunk.Length; at++)
        {
            var broken = (byte[])chunk.Clone();
            broken[at] ^= 0xFF;
            Colour(SampleImages.Png(8, 8, chunks: broken)).ShouldBeOneOf(ImageColour.Plain, ImageColour.WideGamut);
        }
    }

    [Fact]
    public void Read_PngWithSeveralColourChunks_BelievesTheBest()
    {
        var p3 = SampleImages.PngChunk("cICP", [12, 13, 0, 1]);
        var srgb = SampleImages.PngChunk("sRGB", [0]);
        var srgbCicp = SampleImages.PngChunk("cICP", [1, 13, 0, 1]);
        var wideIcc = SampleProfiles.PngChunk(SampleProfiles.AdobeRgb());
        var wideChrm = Chrm(0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060);
        var srgbChrm = Chrm(0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06);

        Colour(SampleImages.Png(8, 8, chunks: [srgb, p3])).ShouldBe(ImageColour.WideGamut);
        Colour(SampleImages.Png(8, 8, chunks: [srgbCicp, wideIcc])).ShouldBe(ImageColour.Plain);
        Colour(SampleImages.Png(8, 8, chunks: [wideChrm])).ShouldBe(ImageColour.WideGamut);
        Colour(SampleImages.Png(8, 8, chunks: [srgbChrm])).ShouldBe(ImageColour.Plain);
        Colour(SampleImages.Png(8, 8, chunks: [wideChrm, srgb])).ShouldBe(ImageColour.Plain);
        Colour(SampleImages.Png(8, 8, chunks: [srgbChrm, wideIcc])).ShouldBe(ImageColour.WideGamut);
    }

    [Fact]
    public void Read_HdrTransfer_IsWide()
        => Colour(SampleImages.Png(8, 8, chunks: SampleImages.PngChunk("cICP", [1, 16, 0, 1]))).ShouldBe(ImageColour.WideGamut);

    [Fact]
    public void Read_JpegWithFourComponents_IsCmyk()
    {
        var bytes = SampleImages.Jpeg(8, 8, SampleProfiles.JpegSegment(SampleProfiles.DisplayP3()));
        var frame = bytes.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        byte[] components = [4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0];

        Colour([.. bytes[..frame], 0xFF, 0xC0, 0, 20, 8, 0, 8, 0, 8, .. components, .. bytes[(frame + 13)..]]).ShouldBe(ImageColour.Cmyk);
    }

    [Fact]
    public void Read_SixteenBits_AreDeepBeforeWide()
    {
        var png = SampleImages.Png(8, 8, chunks: SampleImages.PngChunk("cICP", [12, 13, 0, 1]));
        png[24] = 16;
        png = [.. png[..8], .. SampleImages.PngChunk("IHDR", png.AsSpan(16, 13)), .. png[33..]];

        Colour(png).ShouldBe(ImageColour.Deep);
        Colour(SampleImages.Tiff(4, 4, bits: 16)).ShouldBe(ImageColour.Deep);
    }

    [Fact]
    public void Read_TiffInCmyk_IsCmyk() => Colour(SampleImages.Tiff(4, 4, photometric: 5, bits: 16)).ShouldBe(ImageColour.Cmyk);

    [Theory]
    [InlineData("pixi", new byte[] { 0, 0, 0, 0, 3, 10, 10, 10 }, ImageColour.Deep)]
    [InlineData("pixi", new byte[] { 0, 0, 0, 0, 3, 8, 8, 8 }, ImageColour.Plain)]
    [InlineData("av1C", new byte[] { 0x81, 0x20, 0x4C, 0 }, ImageColour.Deep)]
    [InlineData("av1C", new byte[] { 0x81, 0x00, 0x0C, 0 }, ImageColour.Plain)]
    [InlineData("hvcC", new byte[] { 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFD, 0xFA, 0xFA, 0 }, ImageColour.Deep)]
    [InlineData("hvcC", new byte[] { 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFD, 0xF8, 0xF8, 0 }, ImageColour.Plain)]
    [InlineData("colr", new byte[] { (byte)'n', (byte)'c', (byte)'l', (byte)'x', 0, 9, 0, 16, 0, 9, 0x80 }, ImageColour.WideGamut)]
    [InlineData("colr", new byte[] { (byte)'n', (byte)'c', (byte)'l', (byte)'x', 0, 1, 0, 13, 0, 6, 0x80 }, ImageColour.Plain)]
    public void Read_AvifProperty_TellsDepthAndGamut(string type, byte[] content, ImageColour expected)
        => Colour(HeifSample.Build("avif", 8, 8, extra: HeifSample.Box(type, content))).ShouldBe(expected);

    [Fact]
    public void Read_Corpus_KnowsCmykAndDeepFiles()
    {
        var files = CorpusFile.ReadAll();
        var deep = files.Where(file => file.Name.Contains("pngsuite__bas") && file.Name.EndsWith("16.png", StringComparison.Ordinal)).ToList();

        deep.ShouldNotBeEmpty();
        deep.ShouldAllBe(file => Colour(file.Bytes) == ImageColour.Deep);
        Colour(files.Single(file => file.Name.EndsWith("seine_sdr_gainmap_srgb.jpg", StringComparison.Ordinal)).Bytes).ShouldBe(ImageColour.Plain);
    }

    private static byte[] Chrm(params double[] values)
    {
        var data = new byte[32];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(i * 4), (int)Math.Round(values[i] * 100_000));
        }

        return SampleImages.PngChunk("cHRM", data);
    }

    private static ImageColour Colour(byte[] bytes)
    {
        var outcome = ImageFactsReader.Read(new MemoryByteSource(bytes));
        outcome.Error.ShouldBeNull();
        return outcome.Value.Colour;
    }
}
