using System.Buffers;
using System.Buffers.Text;

namespace Iris.Core.Wire;

/// <summary>An outgoing body put together from ranges of the incoming one and new pieces, in order. Nothing is copied until it is sent.</summary>
/// <remarks>The body and the images behind it must outlive the plan. Not safe for concurrent use; may be sent more than once.</remarks>
public sealed class SplicePlan(RequestBody body)
{
    private const int ImageStep = 48 * 1024;
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
                await WriteImageAsync(piece.Image, destination, onProgress, cancellationToken);
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

    private static async Task WriteImageAsync(ByteSource image, Stream destination, Action? onProgress, CancellationToken cancellationToken)
    {
        var plain = ArrayPool<byte>.Shared.Rent(ImageStep);
        var encoded = ArrayPool<byte>.Shared.Rent(ImageStep / 3 * 4);
        try
        {
            // A multiple of three bytes a step, so that padding comes only at the end.
            for (var offset = 0L; offset < image.Length;)
            {
                var read = image.Read(offset, plain.AsSpan(0, ImageStep));
                if (read == 0)
                {
                    throw new InvalidOperationException("An image has fewer bytes than it announced.");
                }

                Base64.EncodeToUtf8(plain.AsSpan(0, read), encoded, out _, out var written);
                await destination.WriteAsync(encoded.AsMemory(0, written), cancellationToken);
                onProgress?.Invoke();
                offset += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }

    private readonly record struct Piece(long Start, long Length, ReadOnlyMemory<byte> Literal, ByteSource? Image);
}
