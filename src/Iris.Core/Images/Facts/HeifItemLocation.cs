namespace Iris.Core.Images.Facts;

/// <summary>Finds the EXIF item of an AVIF or HEIC through its location table.</summary>
internal static class HeifItemLocation
{
    private const int MaxItems = 4_096;

    /// <summary>Reads the EXIF block of an item that lies in one piece in the file; any other arrangement is left alone.</summary>
    public static void ReadExif(ref ByteWindow window, long table, long tableEnd, long exifItem, ref FactsDraft draft)
    {
        if (table == 0)
        {
            return;
        }

        var version = window.Byte(table);
        var sizes = window.U16(table + 4);
        var (offsetSize, lengthSize, baseSize, indexSize) = (sizes >> 12 & 15, sizes >> 8 & 15, sizes >> 4 & 15, version == 0 ? 0 : sizes & 15);
        var items = version < 2 ? window.U16(table + 6) : window.U32(table + 6);
        var at = table + (version < 2 ? 8 : 10);
        for (long i = 0; i < Math.Min(items, MaxItems) && at < tableEnd; i++)
        {
            var item = version < 2 ? window.U16(at) : window.U32(at);
            at += version < 2 ? 2 : 4;
            var method = version == 0 ? 0 : window.U16(at) & 15;
            at += (version == 0 ? 0 : 2) + 2;
            var origin = Number(ref window, at, baseSize);
            at += baseSize;
            var extents = Math.Max(0, window.U16(at));
            at += 2;
            if (item == exifItem && extents == 1 && method == 0)
            {
                var offset = origin + Number(ref window, at + indexSize, offsetSize);
                var length = Number(ref window, at + indexSize + offsetSize, lengthSize);
                ReadBlock(ref window, offset, length, ref draft);
                return;
            }

            at += (long)extents * (indexSize + offsetSize + lengthSize);
        }
    }

    /// <summary>The item begins with the offset of the TIFF header behind those four bytes.</summary>
    private static void ReadBlock(ref ByteWindow window, long offset, long length, ref FactsDraft draft)
    {
        var skip = window.U32(offset) + 4;
        if (offset > 0 && skip is >= 4 and < 64 && length > skip)
        {
            ExifFacts.Read(ref window, offset + skip, length - skip, ref draft);
        }
    }

    private static long Number(ref ByteWindow window, long at, int size) => size switch
    {
        4 => Math.Max(0, window.U32(at)),
        8 => window.U32(at) == 0 ? Math.Max(0, window.U32(at + 4)) : -1,
        _ => 0,
    };
}
