using Iris.Core.Images.Facts;

namespace Iris.Core.Images.Metadata;

/// <summary>JPEG: segments are kept whole or left out, and the file ends where its first picture ends.</summary>
/// <remarks>
/// Between segments only markers stay, so junk and fill go. Scans are walked from mark to mark: a progressive picture has
/// tables and, if somebody hid them there, comments between its scans.
/// </remarks>
internal static class JpegCut
{
    /// <summary>Content of JFIF before its thumbnail: name, version, units and density; two bytes with the thumbnail's size follow.</summary>
    private const int JfifHead = 12;

    /// <summary>Collects what stays; false when the walk does not come to the end mark.</summary>
    public static bool Cut(ref ByteWindow window, int orientation, PieceList pieces)
    {
        pieces.Keep(0, 2);
        long position = 2;
        var isPlaced = orientation == 1;
        while (!pieces.IsTooLong)
        {
            var mark = NextMark(ref window, position, isInScan: false);
            var marker = mark < 0 ? -1 : window.Byte(mark + 1);
            if (marker < 0)
            {
                return false;
            }

            if (marker == JpegMarker.EndOfImage)
            {
                pieces.Keep(mark, 2);
                return true;
            }

            position = mark + 2;
            if (JpegMarker.StandsAlone(marker))
            {
                continue;
            }

            if (!isPlaced && marker != JpegMarker.App0)
            {
                pieces.Add(OrientationBlock.Jpeg(orientation));
                isPlaced = true;
            }

            var length = window.U16(position);
            if (length < 2 || position + length > window.Length)
            {
                return false;
            }

            KeepSegment(ref window, marker, mark, length, pieces);
            position += length;
            if (marker == JpegMarker.StartOfScan)
            {
                var end = NextMark(ref window, position, isInScan: true);
                if (end < 0)
                {
                    return false;
                }

                pieces.Keep(position, end - position);
                position = end;
            }
        }

        return false;
    }

    private static void KeepSegment(ref ByteWindow window, int marker, long mark, int length, PieceList pieces)
    {
        if (!JpegMarker.IsMetadata(ref window, marker, mark + 4, length - 2))
        {
            pieces.Keep(mark, 2 + length);
        }
        else if (marker == JpegMarker.App0 && length - 2 > JpegMarker.PlainJfifLength && window.Matches(mark + 4, "JFIF\0"u8))
        {
            // The same without its thumbnail.
            pieces.Add([0xFF, JpegMarker.App0, 0, JpegMarker.PlainJfifLength + 2]);
            pieces.Keep(mark + 4, JfifHead);
            pieces.Add([0, 0]);
        }
    }

    /// <summary>Offset of the FF of the next marker, or -1. Inside a scan a zero behind an FF, and a restart, belong to the pixels.</summary>
    private static long NextMark(ref ByteWindow window, long position, bool isInScan)
    {
        while (true)
        {
            var ahead = window.LookAhead(position);
            if (ahead.Length < 2)
            {
                return -1;
            }

            // The last byte waits for its neighbour.
            for (var at = ahead.IndexOf((byte)0xFF); at >= 0 && at + 1 < ahead.Length;)
            {
                if (IsMark(ahead[at + 1], isInScan))
                {
                    return position + at;
                }

                var next = ahead[(at + 1)..].IndexOf((byte)0xFF);
                at = next < 0 ? -1 : at + 1 + next;
            }

            position += ahead.Length - 1;
        }
    }

    private static bool IsMark(byte marker, bool isInScan) => marker is not (0 or 0xFF) && !(isInScan && JpegMarker.StandsAlone(marker));
}
