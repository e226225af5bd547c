using Iris.Core.Wire;

namespace Iris.Core.Images.Metadata;

/// <summary>Collects what an image is put together from: ranges of the original, and new bytes.</summary>
internal sealed class PieceList(ByteSource original)
{
    /// <summary>A file that alternates between a few bytes to keep and a few to cut would cost more to describe than to hold.</summary>
    private const int MaxPieces = 20_000;

    private readonly List<Piece> _pieces = [];

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>True when there were more pieces than anyone should keep; those behind the bound are missing.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>A new list over the same original.</summary>
    public PieceList Empty() => new(original);

    /// <summary>Adds a range of the original. Neighbours become one.</summary>
    public void Keep(long start, long length)
    {
        if (_pieces.Count > 0 && _pieces[^1] is { Literal: null } last && last.Start + last.Length == start)
        {
            _pieces[^1] = last with { Length = last.Length + length };
            Length += length;
            return;
        }

        Append(new Piece(Length, start, length, null));
    }

    /// <summary>Adds new bytes.</summary>
    public void Add(byte[] literal) => Append(new Piece(Length, 0, literal.Length, literal));

    /// <summary>Adds all pieces of another list over the same original.</summary>
    public void Add(PieceList other)
    {
        IsTooLong |= other.IsTooLong;
        foreach (var piece in other._pieces)
        {
            if (piece.Literal is null)
            {
                Keep(piece.Start, piece.Length);
            }
            else
            {
                Add(piece.Literal);
            }
        }
    }

    /// <summary>The image; the original where all of it was kept.</summary>
    public ByteSource ToSource()
        => _pieces is [{ Literal: null, Start: 0 } only] && only.Length == original.Length ? original : new PieceByteSource(original, [.. _pieces], Length);

    private void Append(Piece piece)
    {
        IsTooLong |= _pieces.Count >= MaxPieces;
        if (!IsTooLong && piece.Length > 0)
        {
            _pieces.Add(piece);
            Length += piece.Length;
        }
    }
}
