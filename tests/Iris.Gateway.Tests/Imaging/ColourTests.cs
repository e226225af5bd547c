using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Gateway.Tests.Imaging;

/// <summary>Whatever the colours were stored as, the same colours come out as 8-bit sRGB.</summary>
public sealed class ColourTests
{
    private static readonly (byte R, byte G, byte B)[] Colours = [(200, 100, 50), (40, 90, 160), (128, 128, 128), (250, 245, 240), (12, 12, 12)];

    // Ink on paper gets no darker than about 36.
    private static readonly (byte R, byte G, byte B)[] PrintableColours = Colours[..^1];

    [Theory]
    [InlineData("pngsave_target", 8)]
    [InlineData("pngsave_target", 16)]
    [InlineData("tiffsave_target", 16)]
    [InlineData("jpegsave_target", 8)]
    [InlineData("webpsave_target", 8)]
    public Task Rewrite_DisplayP3_GivesTheSameColoursInSrgb(string saver, int depth) => Converts("p3", saver, depth, 4, Colours);

    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(12)]
    public Task Rewrite_DisplayP3Avif_GivesTheSameColoursInSrgb(int bits)
        => Converts("p3", "heifsave_target", bits > 8 ? 16 : 8, 4, Colours, ("compression", "av1"), ("bitdepth", $"{bits}"), ("Q", "95"));

    [Theory]
    [InlineData("pngsave_target", 8)]
    [InlineData("pngsave_target", 16)]
    [InlineData("jpegsave_target", 8)]
    public Task Rewrite_AdobeRgb_GivesTheSameColoursInSrgb(string saver, int depth) => Converts(TestProfile.Store(TestProfile.AdobeRgb), saver, depth, 5, Colours);

    [Theory]
    [InlineData("jpegsave_target")]
    [InlineData("tiffsave_target")]
    public Task Rewrite_CmykWithItsProfile_GivesTheSameColoursInSrgb(string saver) => Converts("cmyk", saver, 8, 10, PrintableColours);

    [Theory]
    [InlineData("jpegsave_target")]
    [InlineData("tiffsave_target")]
    public Task Rewrite_CmykWithoutAProfile_IsTakenAsPrint(string saver) => Converts("cmyk", saver, 8, 10, PrintableColours, ("keep", "none"));

    [Fact]
    public async Task Rewrite_AdobeRgbGreen_IsComputedAsTheSpecificationSays()
    {
        // (150, 180, 100) in Adobe RGB is (137.0, 181.5, 94.5) in sRGB: both standards' matrices and curves by hand.
        await using var pool = WorkerPools.Start();
        using var plain = VipsPicture.Plain(16, 16, "srgb", 150, 180, 100);
        using var marked = VipsPicture.WithProfile(plain, TestProfile.AdobeRgb);

        var image = await PixelTests.RewriteAsync(pool, VipsPicture.Save(marked, "pngsave_target"), Png);

        await ShouldBeAsync(pool, image, (137, 181, 94), 2);
    }

    [Theory]
    [InlineData("rgb16", "pngsave_target")]
    [InlineData("rgb16", "tiffsave_target")]
    public async Task Rewrite_SixteenBit_GivesTheSameColoursInEight(string interpretation, string saver)
    {
        await using var pool = WorkerPools.Start();
        foreach (var (r, g, b) in Colours)
        {
            using var plain = VipsPicture.Plain(16, 16, "srgb", r, g, b);
            using var deep = new Iris.Imaging.Vips.VipsOperation("colourspace").With("in", plain).With("space", interpretation).BuildDisposing();

            var image = await PixelTests.RewriteAsync(pool, VipsPicture.Save(deep, saver), Png);

            await ShouldBeAsync(pool, image, (r, g, b), 1);
        }
    }

    [Theory]
    [InlineData("b-w", new byte[] { 0, 0 }, 255)]
    [InlineData("b-w", new byte[] { 0, 255 }, 0)]
    [InlineData("b-w", new byte[] { 0, 128 }, 127)]
    [InlineData("srgb", new byte[] { 0, 0, 0, 0 }, 255)]
    [InlineData("srgb", new byte[] { 0, 0, 0, 128 }, 127)]
    public async Task Rewrite_AlphaToJpeg_IsLaidOnWhite(string interpretation, byte[] values, int expected)
    {
        await using var pool = WorkerPools.Start();
        using var plain = VipsPicture.Plain(16, 16, interpretation, values);

        var image = await PixelTests.RewriteAsync(pool, VipsPicture.Save(plain, "pngsave_target"), new RewriteTarget(ImageFormat.Jpeg, 16, 16, 95, null));

        await ShouldBeAsync(pool, image, ((byte)expected, (byte)expected, (byte)expected), 2);
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg, 255, 255)]
    [InlineData(ImageFormat.Png, 0, 0)]
    [InlineData(ImageFormat.WebP, 0, 0)]
    public async Task Rewrite_PaletteWithATransparentColour_KeepsItOrShowsWhite(ImageFormat format, int colour, int alpha)
    {
        await using var pool = WorkerPools.Start();
        using var clear = VipsPicture.Plain(16, 16, "srgb", 0, 0, 0, 0);
        var png = VipsPicture.Save(clear, "pngsave_target", ("palette", "true"));
        png.AsSpan().IndexOf("tRNS"u8).ShouldBeGreaterThan(0);

        var image = await PixelTests.RewriteAsync(pool, png, new RewriteTarget(format, 16, 16, 95, null));

        var raster = await PixelTests.RasterizeAsync(pool, image.Bytes.ToArray(), 16);
        raster.Rgba.Span[3].ShouldBe((byte)(format == ImageFormat.Jpeg ? 255 : alpha));
        if (format == ImageFormat.Jpeg)
        {
            raster.Rgba.Span[0].ShouldBeGreaterThanOrEqualTo((byte)(colour - 1));
        }
    }

    private static RewriteTarget Png { get; } = new(ImageFormat.Png, 16, 16, 90, null);

    private static async Task Converts(string profile, string saver, int depth, int tolerance, IEnumerable<(byte R, byte G, byte B)> colours, params (string, string)[] arguments)
    {
        await using var pool = WorkerPools.Start();
        foreach (var colour in colours)
        {
            using var plain = VipsPicture.Plain(16, 16, "srgb", colour.R, colour.G, colour.B);
            using var converted = VipsPicture.InProfile(plain, profile, depth);
            var file = VipsPicture.Save(converted, saver, arguments);

            var image = await PixelTests.RewriteAsync(pool, file, Png);

            await ShouldBeAsync(pool, image, colour, tolerance);
        }
    }

    private static async Task ShouldBeAsync(IPixelWorkers pool, RewrittenImage image, (byte R, byte G, byte B) colour, int tolerance)
    {
        var facts = Facts.Read(image.Bytes.ToArray());
        (facts.Colour, facts.HasMetadata).ShouldBe((ImageColour.Plain, false));
        var raster = await PixelTests.RasterizeAsync(pool, image.Bytes.ToArray(), 16);
        var middle = raster.Rgba.Slice(((raster.Height / 2 * raster.Width) + (raster.Width / 2)) * 4, 4).ToArray();
        var told = $"{string.Join(',', middle)} instead of {colour}";
        Math.Abs(middle[0] - colour.R).ShouldBeLessThanOrEqualTo(tolerance, told);
        Math.Abs(middle[1] - colour.G).ShouldBeLessThanOrEqualTo(tolerance, told);
        Math.Abs(middle[2] - colour.B).ShouldBeLessThanOrEqualTo(tolerance, told);
    }
}
