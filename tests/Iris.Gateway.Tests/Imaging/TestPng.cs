using System.Buffers.Binary;
using System.IO.Compression;

namespace Iris.Gateway.Tests.Imaging;

/// <summary>Writes PNG files pixel by pixel, with a library of no relation to the one under test.</summary>
internal static class TestPng
{
    /// <summary>RGBA, 8 bit.</summary>
    public static byte[] Rgba(int width, int height, Func<int, int, (byte R, byte G, byte B, byte A)> pixel)
    {
        var rows = new byte[height * (1 + (width * 4))];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = (y * (1 + (width * 4))) + 1 + (x * 4);
                (rows[at], rows[at + 1], rows[at + 2], rows[at + 3]) = pixel(x, y);
            }
        }

        return File(width, height, 8, 6, 0, rows);
    }

    /// <summary>One grey value of 16 bit everywhere.</summary>
    public static byte[] Grey16(int width, int height, ushort value)
    {
        var rows = new byte[height * (1 + (width * 2))];
        for (var at = 0; at < rows.Length; at++)
        {
            var column = at % (1 + (width * 2));
            rows[at] = column == 0 ? (byte)0 : column % 2 == 1 ? (byte)(value >> 8) : (byte)value;
        }

        return File(width, height, 16, 0, 0, rows);
    }

    /// <summary>A header that announces more than there is: refused before any pixel.</summary>
    public static byte[] HeaderOnly(int width, int height, bool isInterlaced = false) => File(width, height, 8, 0, isInterlaced ? (byte)1 : (byte)0, new byte[64]);

    /// <summary>Signature and header; chunks follow, and <see cref="End"/>.</summary>
    public static MemoryStream Begin(int width, int height, byte depth, byte colour, byte interlace)
    {
        var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, colour, interlace);
        Chunk(file, "IHDR"u8, header);
        return file;
    }

    /// <summary>The end mark, and the file.</summary>
    public static byte[] End(MemoryStream file)
    {
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>One chunk with its length and checksum.</summary>
    public static void Chunk(Stream file, ReadOnlySpan<byte> type, byte[] content)
    {
        byte[] body = [.. type, .. content];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        file.Write(number);
    }

    private static byte[] File(int width, int height, byte depth, byte colour, byte interlace, byte[] rows)
    {
        using var file = Begin(width, height, depth, colour, interlace);
        Chunk(file, "IDAT"u8, Deflate(rows));
        return End(file);
    }

    private static byte[] Deflate(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        return packed.ToArray();
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xedb88320);
            }
        }

        return ~crc;
    }
}
