using Iris.Core.Model;

namespace Iris.Core.Images.Facts;

/// <summary>JPEG: the segments up to the first scan, then the end mark.</summary>
/// <remarks>What libjpeg takes with a warning is taken here: junk between segments, a missing JFIF header, junk after the end.</remarks>
internal static class JpegFacts
{
    private const int MaxSegments = 4_000;
    private const int MaxJunk = 64 * 1024;

    /// <summary>Name, number and count stand before each part of a profile; the first part holds the primaries.</summary>
    private const int IccHead = 14;

    private static ReadOnlySpan<byte> IccMark => "ICC_PROFILE\0\u0001"u8;

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

            if (JpegMarker.StandsAlone(marker))
            {
                continue;
            }

            var length = window.U16(position);
            if (length < 2 || position + length > window.Length)
            {
                return length is 0 or 1 || marker is JpegMarker.StartOfImage or JpegMarker.EndOfImage
                    ? FactsError.Corrupt(ImageFormat.Jpeg, "a segment's length is wrong")
                    : FactsError.Truncated(ImageFormat.Jpeg);
            }

            if (marker == JpegMarker.StartOfScan)
            {
                // A first scan without all components means several scans: a decoder holds the whole image as for a progressive one.
                draft.IsProgressive |= window.Byte(position + 2) < components;
                return draft.Width == 0
                    ? FactsError.Corrupt(ImageFormat.Jpeg, "its frame header is missing or has no height")
                    : JpegEnd.Find(ref window, position + length, ref draft);
            }

            if (JpegMarker.IsFrame(marker))
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
        var plain = window.Look(position, 2);
        if (!plain.IsEmpty && plain[0] == 0xFF && plain[1] is not (0 or 0xFF))
        {
            position += 2;
            return plain[1];
        }

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
            case { } when JpegMarker.IsFrame(marker):
                return ReadFrame(ref window, marker, start, length, ref draft);
            case 0xC3 or 0xC5 or 0xC6 or 0xC7 or 0xCB or 0xCD or 0xCE or 0xCF:
                return FactsError.Variant("a lossless or hierarchical JPEG");
            case 0xF7:
                return FactsError.Variant("a JPEG-LS image");
            case JpegMarker.App1 when window.Matches(start, "Exif\0"u8):
                ReadExif(ref window, start, length, ref draft);
                return null;
            case JpegMarker.App2 when window.Matches(start, IccMark):
                draft.IsWideGamut |= IccProfile.IsWide(ref window, start + IccHead, length - IccHead);
                return null;
            case JpegMarker.App2:
                draft.HasSecondPicture |= window.Matches(start, "MPF\0"u8);
                draft.HasMetadata = true;
                return null;
            default:
                draft.HasMetadata |= JpegMarker.IsMetadata(ref window, marker, start, length);
                return null;
        }
    }

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
        draft.IsCmyk = frame[5] == 4;
        return null;
    }

    private static void ReadExif(ref ByteWindow window, long start, int length, ref FactsDraft draft)
    {
        if (draft.HasExif)
        {
            // The first one counts, as with every decoder.
            draft.HasMetadata = true;
            return;
        }

        ExifFacts.Read(ref window, start, length, ref draft);
    }
}
