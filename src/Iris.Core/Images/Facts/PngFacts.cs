using System.Buffers.Binary;
using Iris.Core.Model;

namespace Iris.Core.Images.Facts;

/// <summary>PNG: a walk over the chunks, with the length checks that some decoders lack.</summary>
/// <remarks>
/// A 57-byte file whose text chunk claims 1 GiB costs libpng 1.6.39 that gigabyte at header read; here it is refused.
/// Checksums of critical chunks are verified while they are small; damage in a large one shows in a decode.
/// </remarks>
internal static class PngFacts
{
    private const int ChunkOverhead = 12;
    private const int HeaderLength = 13;
    private const int MaxChunks = 10_000;
    private const int MaxDataChunks = 100_000;
    private const long MaxAncillary = 8 * 1024 * 1024;

    /// <summary>Bytes of critical chunks whose checksum is verified.</summary>
    private const int ChecksumBudget = 16 * 1024;

    private ref struct Walk
    {
        public long Position;
        public int Chunks;
        public int DataChunks;
        public bool HasData;
        public bool HasPalette;
        public bool NeedsPalette;
        public int ChecksumLeft;
        public PngColour Colour;
    }

    public static GatewayError? Read(ref ByteWindow window, ref FactsDraft draft)
    {
        if (!ImageSignature.IsPng(window.Look(0, 8)))
        {
            return FactsError.Corrupt(ImageFormat.Png, "its signature is damaged, often by a transfer as text");
        }

        var walk = new Walk { Position = 8, ChecksumLeft = ChecksumBudget };
        while (true)
        {
            var header = window.Look(walk.Position, 8);
            if (header.IsEmpty)
            {
                return FactsError.Truncated(ImageFormat.Png);
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(header);
            var type = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
            if (CheckChunk(ref window, type, length, ref walk) is { } wrong)
            {
                return wrong;
            }

            if (type == PngChunk.Iend)
            {
                draft.IsWideGamut = walk.Colour.IsWide;
                draft.HasMetadata |= walk.Position + ChunkOverhead + length < window.Length;
                return walk.HasData ? null : FactsError.Corrupt(ImageFormat.Png, "it has no pixel data");
            }

            if (ReadChunk(ref window, type, length, ref walk, ref draft) is { } error)
            {
                return error;
            }

            walk.Position += length + ChunkOverhead;
        }
    }

    private static GatewayError? CheckChunk(ref ByteWindow window, uint type, uint length, ref Walk walk)
    {
        var isFirst = walk.Position == 8;
        if (!PngChunk.IsName(type) || isFirst != (type == PngChunk.Ihdr))
        {
            return FactsError.Corrupt(ImageFormat.Png, isFirst ? "it does not begin with its header" : "its chunks are out of step");
        }

        if (length > window.Length - walk.Position - ChunkOverhead)
        {
            return FactsError.Truncated(ImageFormat.Png);
        }

        var isData = type is PngChunk.Idat or PngChunk.Fdat or PngChunk.Fctl;
        if (!isData && PngChunk.IsAncillary(type) && length > MaxAncillary)
        {
            return FactsError.Corrupt(ImageFormat.Png, $"one of its side chunks is larger than {MaxAncillary >> 20} MiB");
        }

        var tooMany = isData ? ++walk.DataChunks > MaxDataChunks : ++walk.Chunks > MaxChunks;
        if (tooMany)
        {
            return FactsError.Corrupt(ImageFormat.Png, $"it has more than {MaxChunks} chunks");
        }

        return PngChunk.IsAncillary(type) || ChecksumFits(ref window, length, ref walk) ? null : FactsError.Corrupt(ImageFormat.Png, "a checksum is wrong");
    }

    private static GatewayError? ReadChunk(ref ByteWindow window, uint type, uint length, ref Walk walk, ref FactsDraft draft)
    {
        var start = walk.Position + 8;
        switch (type)
        {
            case PngChunk.Ihdr:
                return ReadHeader(ref window, start, length, ref walk, ref draft);
            case PngChunk.Plte:
                walk.HasPalette = true;
                break;
            case PngChunk.Idat:
                return ReadData(ref window, start, length, ref walk);
            case PngChunk.Trns:
                draft.HasAlpha = true;
                break;
            case PngChunk.Actl when !walk.HasData && length >= 4:
                draft.Frames = (int)Math.Min(window.U32(start), FactsDraft.MaxFramesCounted);
                break;
            case PngChunk.Exif when !draft.HasExif && length > 0:
                ExifFacts.Read(ref window, start, length, ref draft);
                break;
            case PngChunk.Exif:
                draft.HasMetadata = true;
                break;
            default:
                draft.HasMetadata |= PngChunk.IsMetadata(type);
                walk.Colour.Read(ref window, type, start, length);
                break;
        }

        return null;
    }

    private static GatewayError? ReadHeader(ref ByteWindow window, long start, uint length, ref Walk walk, ref FactsDraft draft)
    {
        var header = window.Look(start, HeaderLength);
        if (length != HeaderLength || header.IsEmpty)
        {
            return FactsError.Corrupt(ImageFormat.Png, "its header has the wrong length");
        }

        draft.Width = BinaryPrimitives.ReadUInt32BigEndian(header);
        draft.Height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        var depth = header[8];
        var colour = header[9];
        var depthFits = colour switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (!depthFits || header[10] != 0 || header[11] != 0 || header[12] > 1
            || draft.Width is < 1 or > int.MaxValue || draft.Height is < 1 or > int.MaxValue)
        {
            return FactsError.Corrupt(ImageFormat.Png, "its header holds impossible values");
        }

        walk.NeedsPalette = colour == 3;
        draft.HasAlpha = colour is 4 or 6;
        draft.IsDeep = depth == 16;
        draft.IsProgressive = header[12] == 1;
        return null;
    }

    private static GatewayError? ReadData(ref ByteWindow window, long start, uint length, ref Walk walk)
    {
        if (walk.NeedsPalette && !walk.HasPalette)
        {
            return FactsError.Corrupt(ImageFormat.Png, "its palette is missing");
        }

        if (!walk.HasData && length >= 2)
        {
            // RFC 1950: method 8, and the first two bytes divide by 31.
            var zlib = window.U16(start);
            if ((zlib >> 8 & 0x0F) != 8 || zlib % 31 != 0)
            {
                return FactsError.Corrupt(ImageFormat.Png, "its pixel data is not compressed as PNG asks");
            }
        }

        walk.HasData |= length > 0;
        return null;
    }

    private static bool ChecksumFits(ref ByteWindow window, uint length, ref Walk walk)
    {
        if (length > walk.ChecksumLeft)
        {
            return true;
        }

        walk.ChecksumLeft -= (int)length;
        return PngChunk.ChecksumFits(ref window, walk.Position, length);
    }
}
