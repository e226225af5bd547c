using Iris.Core.Wire;

namespace Iris.Core.Images.Metadata;

/// <summary>Ranges of another source and new bytes, in a row.</summary>
/// <param name="original">Where the ranges lie; must stay alive as long as this is used.</param>
/// <param name="pieces">Ordered, without gaps, none empty.</param>
/// <param name="length">Bytes of all.</param>
internal sealed class PieceByteSource(ByteSource original, Piece[] pieces, long length) : ByteSource
{
    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override int Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || offset >= length)
        {
            return 0;
        }

        var written = 0;
        for (var i = Find(offset); i < pieces.Length && written < destination.Length; i++)
        {
            var piece = pieces[i];
            var inside = offset + written - piece.At;
            var room = destination.Slice(written, (int)Math.Min(destination.Length - written, piece.Length - inside));
            var step = Read(piece, inside, room);
            written += step;
            if (step < room.Length)
            {
                break;
            }
        }

        return written;
    }

    private int Read(Piece piece, long inside, Span<byte> room)
    {
        if (piece.Literal is null)
        {
            return original.Read(piece.Start + inside, room);
        }

        piece.Literal.AsSpan((int)inside, room.Length).CopyTo(room);
        return room.Length;
    }

    /// <summary>The last piece that begins at or before an offset.</summary>
    private int Find(long offset)
    {
        var (low, high) = (0, pieces.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = pieces[middle].At <= offset ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
