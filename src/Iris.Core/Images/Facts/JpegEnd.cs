using Iris.Core.Model;

namespace Iris.Core.Images.Facts;

/// <summary>Whether a JPEG has its end mark, without a walk through its pixels.</summary>
internal static class JpegEnd
{
    /// <summary>How far from the end a mark is looked for before the pixels are searched; compressed video has one by chance in every 64 KiB.</summary>
    private const int TailLength = 1024 * 1024;

    /// <summary>Marks in a row that only coded pixels have, by chance once in 10^11, and no more than one in so many bytes.</summary>
    private const int MarksOfPixels = 8;
    private const int BytesForAMark = 32;

    private static ReadOnlySpan<byte> Mark => [0xFF, JpegMarker.EndOfImage];

    /// <summary>Looks at the last two bytes, where the mark stands in nearly every file, then backwards.</summary>
    /// <remarks>
    /// Phones append a video of megabytes behind the mark ("motion photo"), and padding is common, so a file without one near
    /// its end is searched from the scan on before it is called truncated, unless it visibly ends among pixels.
    /// Inside a scan the byte pair cannot occur.
    /// </remarks>
    public static GatewayError? Find(ref ByteWindow window, long scan, ref FactsDraft draft)
    {
        if (window.Length - Mark.Length >= scan && window.Matches(window.Length - Mark.Length, Mark))
        {
            return null;
        }

        draft.HasMetadata = true;
        var last = Math.Max(scan, window.Length - ByteWindow.Size);
        if (!HasMark(ref window, last, window.Length))
        {
            var tail = Math.Max(scan, window.Length - TailLength);
            return (!draft.HasSecondPicture && EndsAmongPixels(ref window, last)) || !(HasMarkBackwards(ref window, tail, last + 1) || HasMark(ref window, scan, tail + 1))
                ? FactsError.Truncated(ImageFormat.Jpeg)
                : null;
        }

        return null;
    }

    /// <summary>In pixels every FF is followed by a zero or begins a restart mark; elsewhere other pairs soon come.</summary>
    private static bool EndsAmongPixels(ref ByteWindow window, long from)
    {
        var ahead = window.LookAhead(from);
        var marks = 0;
        for (var at = ahead.IndexOf((byte)0xFF); at >= 0 && at + 1 < ahead.Length;)
        {
            if (ahead[at + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
            {
                return false;
            }

            marks++;
            var next = ahead[(at + 2)..].IndexOf((byte)0xFF);
            at = next < 0 ? -1 : at + 2 + next;
        }

        return marks >= MarksOfPixels && marks <= ahead.Length / BytesForAMark;
    }

    private static bool HasMarkBackwards(ref ByteWindow window, long from, long to)
    {
        while (to > from)
        {
            var start = Math.Max(from, to - ByteWindow.Size + 1);
            if (HasMark(ref window, start, to))
            {
                return true;
            }

            to = start;
        }

        return false;
    }

    private static bool HasMark(ref ByteWindow window, long from, long to)
    {
        while (from < to - 1)
        {
            var ahead = window.LookAhead(from);
            if (ahead.IndexOf(Mark) >= 0)
            {
                return true;
            }

            // One byte overlaps: the pair may lie across two windows.
            from += Math.Max(1, ahead.Length - 1);
        }

        return false;
    }
}
