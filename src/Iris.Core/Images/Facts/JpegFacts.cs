using Iris.Core.Model;

namespace Iris.Core.Images.Facts;

/// <summary>JPEG: the segments up to the first scan, then the end mark.</summary>
/// <remarks>What libjpeg takes with a warning is taken here: junk between segments, a missing JFIF header, junk after the end.</remarks>
internal static class JpegFacts
{
    private const int MaxSegments = 4_000;
    private const int MaxJunk = 64 * 1024;
    private const int TailLength = 64 * 1024;

    private const int StartOfImage = 0xD8;
    private const int EndOfImage = 0xD9;
    private const int StartOfScan = 0xDA;
    private const int App1 = 0xE1;
    private const int App2 = 0xE2;
    private const int App13 = 0xED;

    public static GatewayError? Read(ref ByteWindow window, ref FactsDraft draft)
    {
        long position = 2;
        var components = 0;
        for (var segment = 0; segment < MaxSegments; segment++)
        {
            var marker = NextMarker(ref window, ref position);
            if (marker < 0)
            {
                return position >= window.Length ? FactsError.Truncated(ImageFormat.Jpeg) : FactsError.Corrupt(ImageFormat.Jpeg, "its segments cannot be found");
            }

            if (marker is 0x01 or (>= 0xD0 and <= 0xD7))
            {
                continue;
            }

            var length = window.U16(position);
            if (length < 2 || position + length > window.Length)
            {
                return length is 0 or 1 || marker is StartOfImage or EndOfImage
                    ? FactsError.Corrupt(ImageFormat.Jpeg, "a segment's length is wrong")
                    : FactsError.Truncated(ImageFormat.Jpeg);
            }

            if (marker == StartOfScan)
            {
                // A first scan without all components means several scans: a decoder holds the whole image as for a progressive one.
                draft.IsProgressive |= window.Byte(position + 2) < components;
                return draft.Width == 0
                    ? FactsError.Corrupt(ImageFormat.Jpeg, "its frame header is missing or has no height")
                    : FindEnd(ref window, position + length);
            }

            if (IsFrame(marker))
            {
                components = window.Byte(position + 7);
            }

            if (ReadSegment(ref window, marker, position + 2, length - 2, ref draft) is { } error)
            {
                return error;
            }

            position += length;
        }

        return FactsError.Corrupt(ImageFormat.Jpeg, $"it has more than {MaxSegments} segments before its pixels");
    }

    /// <summary>The next marker and the position behind it, or -1 at the end or after too much junk.</summary>
    private static int NextMarker(ref ByteWindow window, ref long position)
    {
        var last = Math.Min(window.Length, position + MaxJunk);
        while (position < last)
        {
            var ahead = window.LookAhead(position);
            var mark = ahead.IndexOf((byte)0xFF);
            if (mark < 0)
            {
                position += Math.Max(1, ahead.Length);
                continue;
            }

            position += mark + 1;
            var marker = window.Byte(position);
            while (marker == 0xFF && position < last)
            {
                position++;
                marker = window.Byte(position);
            }

            if (marker > 0 && marker != 0xFF)
            {
                position++;
                return marker;
            }
        }

        return -1;
    }

    private static GatewayError? ReadSegment(ref ByteWindow window, int marker, long start, int length, ref FactsDraft draft)
    {
        switch (marker)
        {
            case { } when IsFrame(marker):
                return ReadFrame(ref window, marker, start, length, ref draft);
            case 0xC3 or 0xC5 or 0xC6 or 0xC7 or 0xCB or 0xCD or 0xCE or 0xCF:
                return FactsError.Variant("a lossless or hierarchical JPEG");
            case 0xF7:
                return FactsError.Variant("a JPEG-LS image");
            case App1:
                ReadApp1(ref window, start, length, ref draft);
                return null;
            case App2:
                draft.HasMetadata |= window.Matches(start, "MPF\0"u8);
                return null;
            case App13:
                draft.HasMetadata |= window.Matches(start, "Photoshop 3.0"u8);
                return null;
            default:
                return null;
        }
    }

    /// <summary>Baseline, extended and progressive, with Huffman or arithmetic coding.</summary>
    private static bool IsFrame(int marker) => marker is 0xC0 or 0xC1 or 0xC2 or 0xC9 or 0xCA;

    private static GatewayError? ReadFrame(ref ByteWindow window, int marker, long start, int length, ref FactsDraft draft)
    {
        var frame = window.Look(start, Math.Min(length, 6));
        if (frame.Length < 6 || length < 6 + (frame[5] * 3))
        {
            return FactsError.Corrupt(ImageFormat.Jpeg, "its frame header is too short");
        }

        if (frame[0] != 8)
        {
            return FactsError.Variant($"a JPEG with {frame[0]} bits a sample");
        }

        if (draft.Width != 0)
        {
            return FactsError.Corrupt(ImageFormat.Jpeg, "it has two frame headers");
        }

        draft.Height = (frame[1] << 8) | frame[2];
        draft.Width = draft.Height == 0 ? 0 : (frame[3] << 8) | frame[4];
        draft.IsProgressive = marker is 0xC2 or 0xCA;
        return null;
    }

    private static void ReadApp1(ref ByteWindow window, long start, int length, ref FactsDraft draft)
    {
        if (window.Matches(start, "Exif\0"u8))
        {
            if (!draft.HasExif)
            {
                ExifFacts.Read(ref window, start, length, ref draft);
            }
        }
        else
        {
            draft.HasMetadata |= window.Matches(start, "http://ns.adobe.com/"u8);
        }
    }

    /// <summary>Looks for the end mark in the last 64 KiB, where it stands in nearly every file.</summary>
    /// <remarks>
    /// Phones append a video of megabytes behind the end mark ("motion photo"), so a file without one near its end is
    /// searched from the scan on before it is called truncated. Inside a scan the byte pair cannot occur.
    /// </remarks>
    private static GatewayError? FindEnd(ref ByteWindow window, long scan)
    {
        var last = Math.Max(scan, window.Length - ByteWindow.Size);
        var tail = Math.Max(scan, window.Length - TailLength);
        return HasEnd(ref window, last, window.Length) || HasEnd(ref window, tail, window.Length) || HasEnd(ref window, scan, tail + 1)
            ? null
            : FactsError.Truncated(ImageFormat.Jpeg);
    }

    private static bool HasEnd(ref ByteWindow window, long from, long to)
    {
        while (from < to - 1)
        {
            var ahead = window.LookAhead(from);
            if (ahead.IndexOf<byte>([0xFF, EndOfImage]) >= 0)
            {
                return true;
            }

            // One byte overlaps: the pair may lie across two windows.
            from += Math.Max(1, ahead.Length - 1);
        }

        return false;
    }
}
