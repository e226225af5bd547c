using System.Buffers.Binary;
using System.IO.Compression;

namespace Iris.LoadBench.Bodies;

/// <summary>A real PNG of incompressible RGB pixels: its length is decided by its size in pixels, and any decoder opens it.</summary>
internal static class NoisePng
{
    /// <summary>libpng's default, so that a reader walks as many chunks as in a usual file.</summary>
    private const int DataChunk = 8 * 1024;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Makes the largest nearly square picture whose file is at most <paramref name="maxBytes"/> long.</summary>
    public static byte[] Create(int maxBytes)
    {
        var width = Math.Max(1, (int)Math.Sqrt(maxBytes / 3.0));
        var height = Math.Max(1, maxBytes / (1 + (3 * width)));
        while (true)
        {
            var file = Encode(width, height);
            if (file.Length <= maxBytes || height == 1)
            {
                return file;
            }

            height -= Math.Clamp((file.Length - maxBytes) / (1 + (3 * width)), 1, height - 1);
        }
    }

    private static byte[] Encode(int width, int height)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;  // bits a sample
        header[9] = 2;  // RGB; compression, filter and interlace stay 0
        header[10..].Clear();
        WriteChunk(file, "IHDR"u8, header);
        var pixels = Deflate(width, height);
        for (var start = 0; start < pixels.Length; start += DataChunk)
        {
            WriteChunk(file, "IDAT"u8, pixels.AsSpan(start, Math.Min(DataChunk, pixels.Length - start)));
        }

        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Deflate(int width, int height)
    {
        var chance = new Random(4747);
        var row = new byte[1 + (3 * width)];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            for (var line = 0; line < height; line++)
            {
                chance.NextBytes(row);
                row[0] = 0; // filter type None
                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Compute(type, data));
        file.Write(number);
    }
}
