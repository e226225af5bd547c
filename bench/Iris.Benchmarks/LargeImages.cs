using System.Buffers.Binary;
using Iris.TestKit;

namespace Iris.Benchmarks;

/// <summary>Makes images of 20 MB whose structure is right; the pixels are noise.</summary>
internal static class LargeImages
{
    private const int Length = 20_000_000;
    private const int VideoLength = 16_000_000;
    private const int PngChunkLength = 8192;
    private const int GifBlockLength = 255;

    /// <summary>Makes one.</summary>
    public static byte[] Create(LargeImage image) => image switch
    {
        LargeImage.Jpeg => Jpeg(Length),
        LargeImage.JpegWithVideo => [.. Jpeg(Length - VideoLength), 0, 0, 0, 24, .. "ftypmp42"u8, .. Noise(VideoLength)],
        LargeImage.Png => Png(),
        LargeImage.Gif => Gif(),
        _ => WebP(),
    };

    private static byte[] Jpeg(int length)
    {
        var small = SamplePhotos.Jpeg(4000, 3000);
        var pixels = Noise(length - small.Length);
        for (var i = 1; i < pixels.Length; i++)
        {
            if (pixels[i - 1] == 0xFF)
            {
                pixels[i] = 0;
            }
        }

        pixels[^1] = 1;
        return [.. small[..^2], .. pixels, 0xFF, 0xD9];
    }

    private static byte[] Png()
    {
        var small = SampleImages.Png(4000, 3000);
        var chunk = SampleImages.PngChunk("IDAT", Noise(PngChunkLength));
        return [.. small[..^12], .. Enumerable.Repeat(chunk, Length / chunk.Length).SelectMany(bytes => bytes), .. small[^12..]];
    }

    private static byte[] Gif()
    {
        var small = SampleImages.Gif(2000, 2000);
        var blocks = Noise(Length / (GifBlockLength + 1) * (GifBlockLength + 1));
        for (var i = 0; i < blocks.Length; i += GifBlockLength + 1)
        {
            blocks[i] = GifBlockLength;
        }

        // Behind the frame's own blocks, before the zero that ends them and the trailer.
        return [.. small[..^2], .. blocks, .. small[^2..]];
    }

    private static byte[] WebP()
    {
        var bytes = new byte[Length];
        SampleImages.WebP().CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), Length - 20);
        return bytes;
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(4747).NextBytes(noise);
        return noise;
    }
}
