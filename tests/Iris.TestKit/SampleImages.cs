using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Iris.TestKit;

/// <summary>Small images made in code. All of them decode.</summary>
public static class SampleImages
{
    /// <summary>A lossless WebP of one transparent pixel, 34 bytes.</summary>
    public static byte[] WebP() =>
    [
        .. "RIFF"u8, 26, 0, 0, 0, .. "WEBPVP8L"u8, 13, 0, 0, 0,
        0x2F, 0, 0, 0, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0xFE, 0x07, 0x00,
    ];

    /// <summary>A PNG of one colour.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="rgba">Red in the highest byte.</param>
    /// <param name="alpha">True for RGBA, false for RGB.</param>
    /// <param name="chunks">Whole chunks (see <see cref="PngChunk"/>) to put between header and pixels.</param>
    public static byte[] Png(int width, int height, uint rgba = 0x3366CCFF, bool alpha = false, params byte[][] chunks)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)(alpha ? 6 : 2);
        return
        [
            0x89, .. "PNG\r\n\u001A\n"u8,
            .. PngChunk("IHDR", header),
            .. chunks.SelectMany(chunk => chunk),
            .. PngChunk("IDAT", Deflate(Rows(width, height, rgba, alpha))),
            .. PngChunk("IEND", []),
        ];
    }

    /// <summary>One PNG chunk with its length and checksum.</summary>
    public static byte[] PngChunk(string type, ReadOnlySpan<byte> data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. BigEndian((uint)data.Length), .. named, .. BigEndian(Crc(named))];
    }

    /// <summary>A baseline JPEG in mid-grey.</summary>
    /// <param name="width">Pixels, up to 65 535.</param>
    /// <param name="height">Pixels, up to 65 535.</param>
    /// <param name="segments">Whole segments (see <see cref="JpegSegment"/>) to put behind the start mark.</param>
    public static byte[] Jpeg(int width, int height, params byte[][] segments)
    {
        // One Huffman code of one bit each: every block is "no difference" and "end of block", two zero bits.
        var blocks = (width + 7) / 8 * ((height + 7) / 8);
        var scan = new byte[((blocks * 2) + 7) / 8];
        if (blocks % 4 != 0)
        {
            scan[^1] = (byte)(0xFF >> (blocks % 4 * 2));
        }

        byte[] table = [1, .. new byte[15], 0];
        return
        [
            0xFF, 0xD8,
            .. segments.SelectMany(segment => segment),
            .. JpegSegment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
            .. JpegSegment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]),
            .. JpegSegment(0xC4, [0x00, .. table]),
            .. JpegSegment(0xC4, [0x10, .. table]),
            .. JpegSegment(0xDA, [1, 1, 0, 0, 63, 0]),
            .. scan,
            0xFF, 0xD9,
        ];
    }

    /// <summary>One JPEG segment with its length.</summary>
    public static byte[] JpegSegment(byte marker, ReadOnlySpan<byte> data)
        => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    /// <summary>The EXIF segment of a JPEG around a TIFF block (see <see cref="Exif"/>).</summary>
    public static byte[] JpegExif(ReadOnlySpan<byte> exif) => JpegSegment(0xE1, [.. "Exif\0\0"u8, .. exif]);

    /// <summary>An EXIF block: orientation, maker, model, time, and a GPS latitude when wanted.</summary>
    public static byte[] Exif(int orientation = 1, string? make = null, string? model = null, string? takenAt = null, bool gps = false, bool bigEndian = false)
    {
        var main = new TiffSample(bigEndian);
        main.AddShort(274, orientation);
        main.AddText(271, make);
        main.AddText(272, model);
        if (takenAt is not null)
        {
            var sub = new TiffSample(bigEndian);
            sub.AddText(36867, takenAt);
            main.AddDirectory(34665, sub);
        }

        if (gps)
        {
            var sub = new TiffSample(bigEndian);
            sub.AddText(1, "N");
            sub.AddLong(2, 48);
            main.AddDirectory(34853, sub);
        }

        return main.Write([], pages: 1);
    }

    /// <summary>An uncompressed RGB TIFF; all pages share their pixels.</summary>
    public static byte[] Tiff(int width, int height, int pages = 1, int orientation = 1, bool bigEndian = false, int bits = 8, int photometric = 1, byte[]? profile = null)
    {
        var page = new TiffSample(bigEndian);
        page.AddLong(256, width);
        page.AddLong(257, height);
        page.AddShort(258, bits);
        page.AddShort(259, 1);
        page.AddShort(262, photometric);
        page.AddLong(273, 8);
        page.AddShort(274, orientation);
        page.AddShort(277, 1);
        page.AddLong(278, height);
        page.AddLong(279, width * height * bits / 8);
        page.AddBytes(34675, profile);
        return page.Write(Enumerable.Repeat((byte)0x80, width * height * bits / 8).ToArray(), pages);
    }

    /// <summary>A GIF of one colour.</summary>
    public static byte[] Gif(int width, int height, int frames = 1, bool transparent = false, bool interlaced = false)
    {
        byte[] size = [(byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8)];
        byte[] frame =
        [
            0x21, 0xF9, 4, (byte)(transparent ? 1 : 0), 10, 0, 1, 0,
            0x2C, 0, 0, 0, 0, .. size, (byte)(interlaced ? 0x40 : 0),
            2, .. GifPixels(width * height), 0,
        ];
        return
        [
            .. "GIF89a"u8, .. size, 0x91, 0, 0,
            0x33, 0x66, 0xCC, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0x80, 0x80, 0x80,
            .. Enumerable.Repeat(frame, frames).SelectMany(bytes => bytes),
            0x3B,
        ];
    }

    private static IEnumerable<byte> GifPixels(int count)
    {
        // Three-bit codes; a clear code before every other pixel keeps the code length at three.
        var bits = new List<int>();
        for (var i = 0; i < count; i++)
        {
            bits.AddRange(i % 2 == 0 ? [4, 0] : [0]);
        }

        bits.Add(5);
        var bytes = new byte[((bits.Count * 3) + 7) / 8];
        for (var i = 0; i < bits.Count * 3; i++)
        {
            bytes[i / 8] |= (byte)((bits[i / 3] >> (i % 3) & 1) << (i % 8));
        }

        return bytes.Chunk(255).SelectMany(chunk => chunk.Prepend((byte)chunk.Length));
    }

    private static byte[] Rows(int width, int height, uint rgba, bool alpha)
    {
        byte[] pixel = alpha ? [.. BigEndian(rgba)] : [.. BigEndian(rgba)[..3]];
        byte[] row = [0, .. Enumerable.Repeat(pixel, width).SelectMany(bytes => bytes)];
        var rows = new byte[row.Length * height];
        for (var y = 0; y < height; y++)
        {
            row.CopyTo(rows, y * row.Length);
        }

        return rows;
    }

    private static byte[] Deflate(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionLevel.Optimal))
        {
            zlib.Write(bytes);
        }

        return target.ToArray();
    }

    private static byte[] BigEndian(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static uint Crc(byte[] bytes)
    {
        var state = uint.MaxValue;
        foreach (var value in bytes)
        {
            state ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                state = (state & 1) == 0 ? state >> 1 : (state >> 1) ^ 0xEDB8_8320;
            }
        }

        return ~state;
    }

    /// <summary>Writes TIFF directories with their values behind them.</summary>
    private sealed class TiffSample(bool bigEndian)
    {
        private readonly List<(int Tag, int Type, int Count, byte[]? Value, TiffSample? Sub)> _entries = [];

        public void AddShort(int tag, int value) => _entries.Add((tag, 3, 1, [.. Short(value), 0, 0], null));

        public void AddLong(int tag, int value) => _entries.Add((tag, 4, 1, Long(value), null));

        public void AddDirectory(int tag, TiffSample sub) => _entries.Add((tag, 4, 1, null, sub));

        public void AddText(int tag, string? text)
        {
            if (text is not null)
            {
                byte[] value = [.. Encoding.Latin1.GetBytes(text), 0];
                _entries.Add((tag, 2, value.Length, value.Length >= 4 ? value : [.. value, .. new byte[4 - value.Length]], null));
            }
        }

        public void AddBytes(int tag, byte[]? value)
        {
            if (value is not null)
            {
                _entries.Add((tag, 7, value.Length, value.Length >= 4 ? value : [.. value, .. new byte[4 - value.Length]], null));
            }
        }

        public byte[] Write(byte[] data, int pages)
        {
            List<byte> file = [.. bigEndian ? "MM\0*"u8 : "II*\0"u8, .. Long(8 + data.Length), .. data];
            for (var page = pages; page > 0; page--)
            {
                Append(file, isLast: page == 1);
            }

            return [.. file];
        }

        private void Append(List<byte> file, bool isLast)
        {
            var values = new List<byte>();
            var start = file.Count;
            var valuesAt = start + 2 + (_entries.Count * 12) + 4;
            file.AddRange(Short(_entries.Count));
            foreach (var (tag, type, count, value, sub) in _entries.OrderBy(entry => entry.Tag))
            {
                byte[] stored = value ?? [];
                if (value is null || value.Length > 4)
                {
                    stored = Long(valuesAt + values.Count);
                    var outside = new List<byte>(new byte[valuesAt + values.Count]);
                    sub?.Append(outside, isLast: true);
                    values.AddRange(value ?? [.. outside.Skip(valuesAt + values.Count)]);
                }

                file.AddRange([.. Short(tag), .. Short(type), .. Long(count), .. stored]);
            }

            file.AddRange(Long(isLast ? 0 : valuesAt + values.Count));
            file.AddRange(values);
        }

        private byte[] Short(int value) => bigEndian ? [(byte)(value >> 8), (byte)value] : [(byte)value, (byte)(value >> 8)];

        private byte[] Long(int value)
        {
            var bytes = BigEndian((uint)value);
            return bigEndian ? bytes : [.. bytes.Reverse()];
        }
    }
}
