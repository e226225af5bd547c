using Iris.Core.Model;

namespace Iris.Gateway.Tests.Imaging;

public sealed class FirstFrameTests
{
    private const int Edge = 32;

    [Theory]
    [InlineData("gifsave_target", ImageFormat.Gif)]
    [InlineData("webpsave_target", ImageFormat.WebP)]
    [InlineData("tiffsave_target", ImageFormat.Tiff)]
    public async Task Rewrite_SeveralFrames_TakesTheFirstAlone(string saver, ImageFormat format)
    {
        await using var pool = WorkerPools.Start();
        using var strip = RedThenBlue(Edge, 2 * Edge);
        var file = VipsPicture.Save(strip, saver, ("page-height", "32"));
        var facts = Facts.Read(file);
        (facts.Format, facts.Frames).ShouldBe((format, 2));

        var image = await PixelTests.RewriteAsync(pool, file, new RewriteTarget(ImageFormat.Png, 100, 100, 90, null));

        (image.Width, image.Height).ShouldBe((Edge, Edge));
        Facts.Read(image.Bytes.ToArray()).Frames.ShouldBe(1);
        var raster = await PixelTests.RasterizeAsync(pool, image.Bytes.ToArray(), Edge);
        raster.Rgba.ToArray().Chunk(4).ShouldAllBe(pixel => pixel[0] > 240 && pixel[2] < 15);
    }

    [Fact]
    public async Task Rewrite_TiffWhoseSecondPageIsHalfAsLarge_TakesTheFirstEvenForASmallBox()
    {
        // libvips' own thumbnail takes such a page for a smaller copy of the first one.
        await using var pool = WorkerPools.Start();
        using var large = VipsPicture.Plain(256, 256, "srgb", 255, 0, 0);
        using var small = VipsPicture.Plain(128, 128, "srgb", 0, 0, 255);
        var file = TwoPages(VipsPicture.Save(large, "tiffsave_target"), VipsPicture.Save(small, "tiffsave_target"));

        var image = await PixelTests.RewriteAsync(pool, file, new RewriteTarget(ImageFormat.Png, 32, 32, 90, null));

        var raster = await PixelTests.RasterizeAsync(pool, image.Bytes.ToArray(), 32);
        raster.Rgba.ToArray().Chunk(4).ShouldAllBe(pixel => pixel[0] > 240 && pixel[2] < 15);
    }

    private static Iris.Imaging.Vips.VipsImage RedThenBlue(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var at = 0; at < pixels.Length; at += 3)
        {
            pixels[at + (at < width * width * 3 ? 0 : 2)] = 255;
        }

        return VipsPicture.Of(width, height, "srgb", pixels);
    }

    // Appends the second file and moves its offsets: first directory -> second directory, and all offsets inside it.
    private static byte[] TwoPages(byte[] first, byte[] second)
    {
        byte[] file = [.. first, .. second];
        var shift = (uint)first.Length;
        Link(file.AsSpan(0, first.Length), shift + BitConverter.ToUInt32(second, 4));
        Move(file.AsSpan(first.Length), shift);
        return file;
    }

    private static void Link(Span<byte> file, uint next)
    {
        var directory = (int)BitConverter.ToUInt32(file[4..]);
        var entries = BitConverter.ToUInt16(file[directory..]);
        BitConverter.TryWriteBytes(file[(directory + 2 + (entries * 12))..], next);
    }

    private static void Move(Span<byte> file, uint shift)
    {
        var directory = (int)BitConverter.ToUInt32(file[4..]);
        var entries = BitConverter.ToUInt16(file[directory..]);
        for (var number = 0; number < entries; number++)
        {
            var entry = file[(directory + 2 + (number * 12))..];
            var (tag, type, count) = (BitConverter.ToUInt16(entry), BitConverter.ToUInt16(entry[2..]), BitConverter.ToUInt32(entry[4..]));
            var size = count * (type switch { 3 => 2u, 4 => 4u, 5 or 10 or 12 => 8u, _ => 1u });
            const ushort StripOffsets = 273;
            if (size > 4)
            {
                var at = BitConverter.ToUInt32(entry[8..]);
                BitConverter.TryWriteBytes(entry[8..], at + shift);
                for (var strip = 0; tag == StripOffsets && strip < count; strip++)
                {
                    var place = file[(int)(at + (strip * 4))..];
                    BitConverter.TryWriteBytes(place, BitConverter.ToUInt32(place) + shift);
                }
            }
            else if (tag == StripOffsets)
            {
                BitConverter.TryWriteBytes(entry[8..], BitConverter.ToUInt32(entry[8..]) + shift);
            }
        }
    }
}
