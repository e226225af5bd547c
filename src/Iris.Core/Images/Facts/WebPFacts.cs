using System.Buffers.Binary;
using Iris.Core.Model;

namespace Iris.Core.Images.Facts;

/// <summary>WebP: a walk over the RIFF chunks (the container specification at developers.google.com/speed/webp, 2026-08-22).</summary>
internal static class WebPFacts
{
    private const int MaxChunks = 10_000;

    public static GatewayError? Read(ref ByteWindow window, ref FactsDraft draft)
    {
        var end = window.U32Little(4) + 8;
        if (end > window.Length || end < 20)
        {
            return FactsError.Truncated(ImageFormat.WebP);
        }

        long position = 12;
        var images = 0;
        for (var chunk = 0; chunk < MaxChunks && position + 8 <= end; chunk++)
        {
            var header = window.Look(position, 8);
            var type = BinaryPrimitives.ReadUInt32BigEndian(header);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            if (position + 8 + length > end)
            {
                return FactsError.Truncated(ImageFormat.WebP);
            }

            if (type is WebPChunk.Vp8 or WebPChunk.Vp8L or WebPChunk.Anmf)
            {
                images = Math.Min(images + 1, FactsDraft.MaxFramesCounted);
            }

            if (!ReadChunk(ref window, type, position + 8, length, ref draft))
            {
                return FactsError.Corrupt(ImageFormat.WebP, "a chunk's header is damaged");
            }

            position += 8 + length + (length & 1);
        }

        draft.HasMetadata |= end < window.Length;
        draft.Frames = images;
        return images == 0 || draft.Width == 0 ? FactsError.Corrupt(ImageFormat.WebP, "it has no picture") : null;
    }

    private static bool ReadChunk(ref ByteWindow window, uint type, long start, uint length, ref FactsDraft draft)
    {
        switch (type)
        {
            case WebPChunk.Vp8X:
                return ReadExtended(window.Look(start, (int)Math.Min(length, 10)), ref draft);
            case WebPChunk.Vp8:
                return ReadLossy(window.Look(start, (int)Math.Min(length, 10)), ref draft);
            case WebPChunk.Vp8L:
                return ReadLossless(window.Look(start, (int)Math.Min(length, 5)), ref draft);
            case WebPChunk.Alph:
                draft.HasAlpha = true;
                return true;
            case WebPChunk.Exif when !draft.HasExif:
                ExifFacts.Read(ref window, start, length, ref draft);
                return true;
            case WebPChunk.Exif:
                draft.HasMetadata = true;
                return true;
            case WebPChunk.Iccp:
                draft.IsWideGamut |= IccProfile.IsWide(ref window, start, length);
                return true;
            default:
                draft.HasMetadata |= WebPChunk.IsMetadata(type);
                return true;
        }
    }

    private static bool ReadExtended(ReadOnlySpan<byte> header, ref FactsDraft draft)
    {
        if (header.Length < 10)
        {
            return false;
        }

        draft.HasAlpha = (header[0] & WebPChunk.AlphaFlag) != 0;
        draft.HasMetadata |= (header[0] & WebPChunk.XmpFlag) != 0;
        draft.Width = 1 + (header[4] | header[5] << 8 | header[6] << 16);
        draft.Height = 1 + (header[7] | header[8] << 8 | header[9] << 16);
        return true;
    }

    private static bool ReadLossy(ReadOnlySpan<byte> header, ref FactsDraft draft)
    {
        var isKeyFrame = header.Length >= 10 && (header[0] & 1) == 0 && header[3..].StartsWith<byte>([0x9D, 0x01, 0x2A]);
        if (isKeyFrame && draft.Width == 0)
        {
            draft.Width = (header[6] | header[7] << 8) & 0x3FFF;
            draft.Height = (header[8] | header[9] << 8) & 0x3FFF;
        }

        return isKeyFrame;
    }

    private static bool ReadLossless(ReadOnlySpan<byte> header, ref FactsDraft draft)
    {
        if (header.Length < 5 || header[0] != 0x2F)
        {
            return false;
        }

        if (draft.Width == 0)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(header[1..]);
            draft.Width = 1 + (bits & 0x3FFF);
            draft.Height = 1 + (bits >> 14 & 0x3FFF);
            draft.HasAlpha |= (bits >> 28 & 1) != 0;
        }

        return true;
    }
}
