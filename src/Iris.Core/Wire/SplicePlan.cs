namespace Iris.Core.Wire;

/// <summary>An outgoing body put together from ranges of the incoming one and new pieces, in order. Nothing is copied until it is sent.</summary>
/// <remarks>The body and the images behind it must outlive the plan. Not safe for concurrent use; may be sent more than once.</remarks>
public sealed class SplicePlan(RequestBody body)
{
    private readonly List<Piece> _pieces = [];

    /// <summary>Bytes in all, exact.</summary>
    public long Length { get; private set; }

    /// <summary>Adds a range of the incoming body; neighbours are joined.</summary>
    public void AddRange(long start, long length)
    {
        if (length == 0)
        {
            return;
        }

        if (_pieces.Count > 0 && _pieces[^1] is { Image: null, Literal.IsEmpty: true } last && last.Start + last.Length == start)
        {
            _pieces[^1] = last with { Length = last.Length + length };
        }
        else
        {
            _pieces.Add(new Piece(start, length, default, null));
        }

        Length += length;
    }

    /// <summary>Adds bytes.</summary>
    public void AddLiteral(ReadOnlyMemory<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            _pieces.Add(new Piece(0, bytes.Length, bytes, null));
            Length += bytes.Length;
        }
    }

    /// <summary>Adds the base64 text of an image.</summary>
    public void AddBase64(ByteSource image)
    {
        _pieces.Add(new Piece(0, image.Base64Length, default, image));
        Length += image.Base64Length;
    }

    /// <summary>Writes everything.</summary>
    /// <param name="destination">Large runs go to it as they lie, without another copy.</param>
    /// <param name="cancellationToken">Stops between pieces.</param>
    /// <param name="onProgress">Called whenever bytes have left, or null.</param>
    public async Task WriteAsync(Stream destination, CancellationToken cancellationToken, Action? onProgress = null)
    {
        foreach (var piece in _pieces)
        {
            if (piece.Image is not null)
            {
                await piece.Image.WriteBase64Async(destination, onProgress, cancellationToken);
            }
            else if (!piece.Literal.IsEmpty)
            {
                await destination.WriteAsync(piece.Literal, cancellationToken);
            }
            else
            {
                await WriteRangeAsync(piece.Start, piece.Length, destination, onProgress, cancellationToken);
            }
        }
    }

    private async Task WriteRangeAsync(long start, long length, Stream destination, Action? onProgress, CancellationToken cancellationToken)
    {
        while (length > 0)
        {
            var run = body.Run(start, length);
            await destination.WriteAsync(run, cancellationToken);
            onProgress?.Invoke();
            start += run.Length;
            length -= run.Length;
        }
    }

    private readonly record struct Piece(long Start, long Length, ReadOnlyMemory<byte> Literal, ByteSource? Image);
}
