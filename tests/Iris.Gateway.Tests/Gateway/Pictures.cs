using System.IO.Compression;
using System.Security.Cryptography;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway;

/// <summary>Pictures for requests, and their base64 in the ways in which clients write it.</summary>
internal static class Pictures
{
    /// <summary>A PNG whose base64 holds <c>+</c>, <c>/</c> and padding, so that every spelling of the alphabet shows.</summary>
    /// <param name="commentBytes">Bytes of a comment that no reader looks at; makes the picture longer.</param>
    public static byte[] Awkward(int commentBytes)
    {
        for (var seed = 0; ; seed++)
        {
            var noise = new byte[commentBytes];
            new Random(seed).NextBytes(noise);
            var image = SampleImages.Png(8, 6, chunks: SampleImages.PngChunk("tEXt", [.. "Comment\0"u8, .. noise, .. new byte[seed % 3]]));
            var text = Base64(image);
            if (text.Contains('+', StringComparison.Ordinal) && text.Contains('/', StringComparison.Ordinal) && text.EndsWith('='))
            {
                return image;
            }
        }
    }

    /// <summary>An RGB PNG of noise, which nothing compresses.</summary>
    public static byte[] Noise(int width, int height, int seed = 7)
    {
        var random = new Random(seed);
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.NoCompression, leaveOpen: true))
        {
            var row = new byte[1 + (width * 3)];
            for (var y = 0; y < height; y++)
            {
                random.NextBytes(row);
                row[0] = 0;
                zlib.Write(row);
            }
        }

        return Png(width, height, pixels.ToArray());
    }

    /// <summary>A PNG of one byte a pixel with this content of its IDAT chunk, true or not.</summary>
    public static byte[] Png(int width, int height, byte[] data, byte colourType = 2) =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, 0x0A,
        .. SampleImages.PngChunk("IHDR", [.. BigEndian(width), .. BigEndian(height), 8, colourType, 0, 0, 0]),
        .. SampleImages.PngChunk("IDAT", data),
        .. SampleImages.PngChunk("IEND", []),
    ];

    public static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);

    public static string DataUrl(byte[] bytes, string mediaType) => $"data:{mediaType};base64,{Base64(bytes)}";

    public static string Sha256(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    private static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
