using System.Buffers.Binary;
using Iris.Core.Images.Facts;

namespace Iris.Core.Images.Metadata;

/// <summary>WebP: chunks are kept whole or left out; the header of the file and the extended header are written anew.</summary>
internal static class WebPCut
{
    private const int FileHeaderLength = 12;
    private const int ChunkHeaderLength = 8;

    /// <summary>Collects what stays; false when a chunk leads out of the file.</summary>
    public static bool Cut(ref ByteWindow window, int orientation, PieceList pieces)
    {
        var end = Math.Min(window.Length, window.U32Little(4) + 8);
        var chunks = pieces.Empty();
        long position = FileHeaderLength;
        while (position + ChunkHeaderLength <= end && !chunks.IsTooLong)
        {
            var type = (uint)window.U32(position);
            var length = window.U32Little(position + 4);
            var next = position + ChunkHeaderLength + length;
            if (next > end)
            {
                return false;
            }

            KeepChunk(ref window, type, position, length, orientation, chunks);
            position = next + (length & 1);
        }

        if (orientation != 1)
        {
            chunks.Add(OrientationBlock.WebP(orientation));
        }

        KeepFileHeader(end, chunks.Length + FileHeaderLength, pieces);
        pieces.Add(chunks);
        return true;
    }

    private static void KeepFileHeader(long lengthBefore, long lengthAfter, PieceList pieces)
    {
        if (lengthAfter == lengthBefore)
        {
            pieces.Keep(0, FileHeaderLength);
            return;
        }

        byte[] header = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8];
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)(lengthAfter - ChunkHeaderLength));
        pieces.Add(header);
    }

    private static void KeepChunk(ref ByteWindow window, uint type, long position, long length, int orientation, PieceList chunks)
    {
        if (type == WebPChunk.Exif || WebPChunk.IsMetadata(type))
        {
            return;
        }

        chunks.Keep(position, ChunkHeaderLength);
        position += ChunkHeaderLength;
        if (type == WebPChunk.Vp8X && length > 0)
        {
            // Its first byte holds the flags; the rest says the size.
            var flags = window.Byte(position) & ~(WebPChunk.XmpFlag | WebPChunk.ExifFlag);
            KeepByte(ref window, position, (byte)(flags | (orientation == 1 ? 0 : WebPChunk.ExifFlag)), chunks);
            chunks.Keep(position + 1, length - 1);
        }
        else
        {
            chunks.Keep(position, length);
        }

        if ((length & 1) != 0)
        {
            // The last chunk of a file may lack its padding, and padding may hold anything.
            KeepByte(ref window, position + length, 0, chunks);
        }
    }

    /// <summary>Keeps a byte that has a value, and replaces it where it has another or is absent.</summary>
    private static void KeepByte(ref ByteWindow window, long position, byte value, PieceList chunks)
    {
        if (window.Byte(position) == value)
        {
            chunks.Keep(position, 1);
        }
        else
        {
            chunks.Add([value]);
        }
    }
}
