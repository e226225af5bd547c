using Iris.Core.Images.Facts;

namespace Iris.Core.Images.Metadata;

/// <summary>PNG: chunks are kept whole or left out, so that no checksum changes.</summary>
internal static class PngCut
{
    private const int SignatureLength = 8;
    private const int ChunkOverhead = 12;

    /// <summary>Collects what stays; false when the chunks do not lead to the last one.</summary>
    public static bool Cut(ref ByteWindow window, int orientation, PieceList pieces)
    {
        pieces.Keep(0, SignatureLength);
        long position = SignatureLength;
        while (!pieces.IsTooLong)
        {
            var length = window.U32(position);
            var type = (uint)window.U32(position + 4);
            if (length < 0 || position + length + ChunkOverhead > window.Length)
            {
                return false;
            }

            if (type != PngChunk.Exif && !PngChunk.IsMetadata(type))
            {
                pieces.Keep(position, length + ChunkOverhead);
            }

            if (type == PngChunk.Ihdr && orientation != 1)
            {
                pieces.Add(OrientationBlock.Png(orientation));
            }

            position += length + ChunkOverhead;
            if (type == PngChunk.Iend)
            {
                return true;
            }
        }

        return false;
    }
}
