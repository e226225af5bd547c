using System.Buffers.Binary;
using Iris.Core.Images.Facts;

namespace Iris.Core.Images.Metadata;

/// <summary>An EXIF block that holds an orientation and nothing else, as each format wraps it.</summary>
internal static class OrientationBlock
{
    /// <summary>An APP1 segment with its marker.</summary>
    public static byte[] Jpeg(int orientation)
    {
        var block = Tiff(orientation);
        return [0xFF, JpegMarker.App1, 0, (byte)(2 + 6 + block.Length), .. "Exif\0\0"u8, .. block];
    }

    /// <summary>An eXIf chunk with its length and checksum.</summary>
    public static byte[] Png(int orientation)
    {
        var block = Tiff(orientation);
        byte[] chunk = [0, 0, 0, (byte)block.Length, .. "eXIf"u8, .. block, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4), ~Crc32.Add(Crc32.Seed, chunk.AsSpan(4..^4)));
        return chunk;
    }

    /// <summary>An EXIF chunk with its length.</summary>
    public static byte[] WebP(int orientation)
    {
        var block = Tiff(orientation);
        return [.. "EXIF"u8, (byte)block.Length, 0, 0, 0, .. block];
    }

    /// <summary>Big-endian header, one directory with one short value, no further directory: 26 bytes.</summary>
    private static byte[] Tiff(int orientation)
        => [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
}
