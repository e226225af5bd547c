using System.Buffers;
using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Imaging.Fetching;

/// <summary>Reads a body into pooled memory that grows with what really arrives, never with what was announced.</summary>
internal static class BoundedBody
{
    private const int FirstRent = 64 * 1024;

    /// <param name="body">Not disposed here.</param>
    /// <param name="announced">Content-Length, or null.</param>
    /// <param name="maxBytes">Most bytes; at most 1 GiB.</param>
    /// <param name="watch">Told of each read.</param>
    /// <param name="cancellationToken">The deadline.</param>
    public static async ValueTask<Outcome<FetchedImage>> ReadAsync(Stream body, long? announced, long maxBytes, TransferRateWatch watch, CancellationToken cancellationToken)
    {
        if (announced > maxBytes)
        {
            return FetchErrors.TooLarge(maxBytes);
        }

        // One byte more than expected, so that the end is seen without growing.
        var most = (int)Math.Min(maxBytes, announced ?? maxBytes) + 1;
        var owner = MemoryPool<byte>.Shared.Rent(Math.Min(FirstRent, most));
        try
        {
            var length = 0;
            while (true)
            {
                if (length == owner.Memory.Length)
                {
                    owner = Grow(owner, most);
                }

                var read = await body.ReadAsync(owner.Memory[length..], cancellationToken);
                watch.Add(read);
                length += read;
                if (length > maxBytes)
                {
                    owner.Dispose();
                    return FetchErrors.TooLarge(maxBytes);
                }

                if (read == 0)
                {
                    return new FetchedImage(owner, length);
                }
            }
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    private static IMemoryOwner<byte> Grow(IMemoryOwner<byte> full, int most)
    {
        var larger = MemoryPool<byte>.Shared.Rent((int)Math.Min(most, full.Memory.Length * 2L));
        full.Memory.CopyTo(larger.Memory);
        full.Dispose();
        return larger;
    }
}
