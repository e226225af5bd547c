using System.Buffers.Binary;

namespace Iris.Core.Images.Facts;

/// <summary>Reads TIFF directories: those of a TIFF image, and those of an EXIF block, which has the same form.</summary>
/// <remarks>Offsets are relative to the block and never leave it; entries are capped, so a hostile count costs little.</remarks>
internal readonly struct TiffDirectory
{
    /// <summary>libtiff and EXIF writers stay far below this.</summary>
    public const int MaxEntries = 1_024;

    private const int EntryLength = 12;

    private readonly long _start;
    private readonly long _length;
    private readonly bool _bigEndian;

    private TiffDirectory(long start, long length, bool bigEndian)
    {
        _start = start;
        _length = length;
        _bigEndian = bigEndian;
    }

    /// <summary>Opens the block that begins with <c>II*</c> or <c>MM</c>; false when it does not.</summary>
    public static bool TryOpen(ref ByteWindow window, long start, long length, out TiffDirectory directory)
    {
        var little = window.Matches(start, "II*\0"u8);
        directory = new TiffDirectory(start, length, !little);
        return length >= 8 && (little || window.Matches(start, "MM\0*"u8));
    }

    /// <summary>Offset of the first directory, or 0.</summary>
    public long First(ref ByteWindow window) => U32(ref window, 4);

    /// <summary>Entries of the directory at an offset, at most <see cref="MaxEntries"/>; -1 when it lies outside.</summary>
    public int Count(ref ByteWindow window, long directory)
    {
        if (directory < 8 || directory + 2 > _length)
        {
            return -1;
        }

        var count = U16(ref window, directory);
        return directory + 2 + (long)count * EntryLength > _length ? -1 : Math.Min(count, MaxEntries);
    }

    /// <summary>Entry number <paramref name="index"/> of a directory that <see cref="Count"/> has accepted.</summary>
    public TiffEntry Entry(ref ByteWindow window, long directory, int index)
    {
        var at = directory + 2 + (long)index * EntryLength;
        var type = U16(ref window, at + 2);
        var count = U32(ref window, at + 4);
        var inside = count * SizeOf(type) <= 4;
        return new TiffEntry(U16(ref window, at), type, count, inside ? at + 8 : U32(ref window, at + 8));
    }

    /// <summary>Offset of the directory after this one, 0 at the end.</summary>
    public long Next(ref ByteWindow window, long directory)
        => U32(ref window, directory + 2 + (long)U16(ref window, directory) * EntryLength);

    /// <summary>The first value as a number; 0 when it is none or lies outside.</summary>
    public long Number(ref ByteWindow window, TiffEntry entry) => Number(ref window, entry, 0);

    /// <summary>The value at an index as a number; 0 when it is none or lies outside.</summary>
    public long Number(ref ByteWindow window, TiffEntry entry, long index) => index >= entry.Count ? 0 : entry.Type switch
    {
        1 or 7 => Byte(ref window, entry.ValueAt + index),
        3 => U16(ref window, entry.ValueAt + (index * 2)),
        4 or 13 => U32(ref window, entry.ValueAt + (index * 4)),
        _ => 0,
    };

    /// <summary>True when all values of an entry lie inside the block.</summary>
    public bool IsInside(TiffEntry entry) => entry.ValueAt + (entry.Count * Math.Max(1, SizeOf(entry.Type))) <= _length;

    /// <summary>True when a range of the block lies inside it.</summary>
    public bool IsInside(long offset, long count) => offset + count <= _length;

    /// <summary>The bytes of a text value, at most <paramref name="most"/>.</summary>
    public ReadOnlySpan<byte> Text(ref ByteWindow window, TiffEntry entry, int most)
    {
        if (entry.Type != 2 || entry.ValueAt >= _length)
        {
            return default;
        }

        var count = (int)Math.Min(Math.Min(entry.Count, most), _length - entry.ValueAt);
        return window.Look(_start + entry.ValueAt, count);
    }

    private static int SizeOf(int type) => type switch
    {
        1 or 2 or 6 or 7 => 1,
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 => 8,
        _ => 1,
    };

    private int Byte(ref ByteWindow window, long offset) => offset + 1 > _length ? 0 : Math.Max(0, window.Byte(_start + offset));

    private int U16(ref ByteWindow window, long offset)
    {
        var bytes = offset + 2 > _length ? default : window.Look(_start + offset, 2);
        return bytes.IsEmpty ? 0
            : _bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    private long U32(ref ByteWindow window, long offset)
    {
        var bytes = offset + 4 > _length ? default : window.Look(_start + offset, 4);
        return bytes.IsEmpty ? 0
            : _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }
}
