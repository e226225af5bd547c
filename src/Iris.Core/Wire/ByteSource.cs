using System.Buffers;
using System.Buffers.Text;

namespace Iris.Core.Wire;

/// <summary>The bytes of an image wherever they lie: in memory, or still as base64 inside the request body.</summary>
/// <remarks>Reads at any offset, so that a header is read without decoding megabytes. Not safe for use by two threads at once. The owner of the memory behind it disposes that, not this.</remarks>
public abstract class ByteSource
{
    // A multiple of three bytes a step, so that padding comes only at the end.
    private const int EncodeStep = 48 * 1024;

    /// <summary>Decoded length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> on.</summary>
    /// <returns>Bytes written: less than asked only at the end, 0 at or past it.</returns>
    public abstract int Read(long offset, Span<byte> destination);

    /// <summary>The byte at an offset, or -1 where there is none. For walks that step over far more than they read.</summary>
    public virtual int ByteAt(long offset)
    {
        Span<byte> one = stackalloc byte[1];
        return offset >= 0 && Read(offset, one) == 1 ? one[0] : -1;
    }

    /// <summary>Length of the base64 text, padding included.</summary>
    public long Base64Length => (Length + 2) / 3 * 4;

    /// <summary>Writes the base64 text: standard alphabet, padded, no white space. A source that lies as base64 writes that, undecoded.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="onProgress">Called whenever bytes have left, or null.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <exception cref="InvalidOperationException">There are fewer bytes than <see cref="Length"/> says: a bug.</exception>
    public virtual async Task WriteBase64Async(Stream destination, Action? onProgress, CancellationToken cancellationToken)
    {
        var plain = ArrayPool<byte>.Shared.Rent(EncodeStep);
        var encoded = ArrayPool<byte>.Shared.Rent(EncodeStep / 3 * 4);
        try
        {
            for (var offset = 0L; offset < Length;)
            {
                var read = Read(offset, plain.AsSpan(0, EncodeStep));
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
}
