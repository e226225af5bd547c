using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Iris.Imaging.Vips;

namespace Iris.Gateway.Tests.Imaging;

/// <summary>Small files that cost much. Made here, each time, and stored nowhere.</summary>
internal static class Bombs
{
    public static byte[] Png(int width, int height, byte depth, byte colour, bool isInterlaced)
    {
        int[] samples = [1, 0, 3, 1, 2, 0, 4];
        var rowBytes = 1 + (((long)width * depth * samples[colour]) + 7) / 8;
        using var file = TestPng.Begin(width, height, depth, colour, isInterlaced ? (byte)1 : (byte)0);
        if (colour == 3)
        {
            TestPng.Chunk(file, "PLTE"u8, [0, 0, 0, 255, 255, 255]);
        }

        // Seven passes hold the same pixels and a few more filter bytes: zeros all of it, so a little too many do no harm.
        TestPng.Chunk(file, "IDAT"u8, Zeros((rowBytes * height) + (isInterlaced ? 16L * height : 0)));
        return TestPng.End(file);
    }

    /// <summary>A picture of one pixel with a chunk that inflates to <paramref name="inflated"/> bytes.</summary>
    public static byte[] PngChunk(string type, long inflated)
    {
        using var file = TestPng.Begin(1, 1, 8, 0, 0);
        byte[] head = type switch
        {
            "iTXt" => [.. "Comment\0"u8, 1, 0, 0, 0],
            _ => [.. "Comment\0"u8, 0],
        };
        TestPng.Chunk(file, Encoding.ASCII.GetBytes(type), [.. head, .. Zeros(inflated)]);
        TestPng.Chunk(file, "IDAT"u8, Zeros(2));
        return TestPng.End(file);
    }

    public static byte[] PngTexts(int count)
    {
        using var file = TestPng.Begin(1, 1, 8, 0, 0);
        for (var number = 0; number < count; number++)
        {
            TestPng.Chunk(file, "tEXt"u8, Encoding.ASCII.GetBytes($"k{number}\0v"));
        }

        TestPng.Chunk(file, "IDAT"u8, Zeros(2));
        return TestPng.End(file);
    }

    public static byte[] PngHugeLength()
    {
        using var file = TestPng.Begin(1, 1, 8, 0, 0);
        file.Write([0x3f, 0xff, 0xff, 0xff, .. "tEXt"u8]);
        return TestPng.End(file);
    }

    public static byte[] Black(int width, int height, string saver, params ReadOnlySpan<(string, string)> arguments)
    {
        VipsLibrary.TryStart();
        using var black = new VipsOperation("black").With("width", $"{width}").With("height", $"{height}").BuildDisposing();
        return VipsPicture.Save(black, saver, arguments);
    }

    /// <summary>Frames of one colour. Only the header of the picture and of each frame says how large they are.</summary>
    public static byte[] Gif(int width, int height, int frames)
    {
        using var file = new MemoryStream();
        var (wide, high) = (BitConverter.GetBytes((ushort)width), BitConverter.GetBytes((ushort)height));
        file.Write([.. "GIF89a"u8, .. wide, .. high, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
        var data = Lzw((long)width * height);
        for (var frame = 0; frame < frames; frame++)
        {
            file.Write([0x2c, 0, 0, 0, 0, .. wide, .. high, 0, 2]);
            for (var at = 0; at < data.Length; at += 255)
            {
                var block = data.AsSpan(at, Math.Min(255, data.Length - at));
                file.WriteByte((byte)block.Length);
                file.Write(block);
            }

            file.WriteByte(0);
        }

        file.WriteByte(0x3b);
        return file.ToArray();
    }

    /// <summary>A JPEG with its frame header changed to another size.</summary>
    public static byte[] JpegResized(byte[] jpeg, int width, int height, int scanBytes)
    {
        var bytes = jpeg.ToArray();
        var frame = bytes.AsSpan().IndexOf([(byte)0xff, (byte)0xc0]);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(frame + 5), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(frame + 7), (ushort)width);
        var scan = bytes.AsSpan().IndexOf([(byte)0xff, (byte)0xda]);
        var data = scan + 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(scan + 2));
        return [.. bytes[..(data + scanBytes)], 0xff, 0xd9];
    }

    /// <summary>A JPEG whose height stands behind its scan, in a DNL segment.</summary>
    public static byte[] JpegWithDnl(byte[] jpeg, int height)
        => [.. JpegHeight(jpeg, 0)[..^2], 0xff, 0xdc, 0, 4, (byte)(height >> 8), (byte)height, 0xff, 0xd9];

    /// <summary>Many application segments before the picture.</summary>
    public static byte[] JpegSegments(byte[] jpeg, int count)
    {
        byte[] segment = [0xff, 0xe1, 0, 12, .. "Exif\0\0abcd"u8];
        return [.. jpeg[..2], .. Enumerable.Repeat(segment, count).SelectMany(bytes => bytes), .. jpeg[2..]];
    }

    /// <summary>A progressive JPEG whose last scan is there many times.</summary>
    public static byte[] JpegScans(byte[] progressive, int count)
    {
        var last = progressive.AsSpan().LastIndexOf([(byte)0xff, (byte)0xda]);
        var scan = progressive[last..^2];
        return [.. progressive[..^2], .. Enumerable.Repeat(scan, count).SelectMany(bytes => bytes), 0xff, 0xd9];
    }

    private static byte[] JpegHeight(byte[] jpeg, int height)
    {
        var bytes = jpeg.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(bytes.AsSpan().IndexOf([(byte)0xff, (byte)0xc0]) + 5), (ushort)height);
        return bytes;
    }

    // Codes of growing runs: each one stands for one pixel more than the one before, until the table is full and begins anew.
    private static byte[] Lzw(long pixels)
    {
        const int Clear = 4;
        const int EndMark = 5;
        const int MostWidth = 12;
        using var packed = new MemoryStream();
        var (bits, count, width) = (0u, 0, 3);
        while (pixels > 0)
        {
            Put(Clear);
            (width, var next, var run) = (3, 6, 1);
            for (var code = 0; next < 4_095 && pixels > 0; code = next++)
            {
                Put(code);
                pixels -= run++;
                width += next == 1 << width && width < MostWidth ? 1 : 0;
            }
        }

        Put(EndMark);
        width = 7;
        Put(0);
        return packed.ToArray();

        void Put(int code)
        {
            bits |= (uint)code << count;
            for (count += width; count >= 8; count -= 8)
            {
                packed.WriteByte((byte)bits);
                bits >>= 8;
            }
        }
    }

    private static byte[] Zeros(long length)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var piece = new byte[1 << 20];
            for (; length > 0; length -= piece.Length)
            {
                zlib.Write(piece, 0, (int)Math.Min(piece.Length, length));
            }
        }

        return packed.ToArray();
    }
}
