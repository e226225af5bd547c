using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Images.Locating;

/// <summary>Downloads the URLs of one request, each once, a few at a time; the first failure ends the others.</summary>
internal sealed class RemoteImageLoader(IImageFetcher fetcher, ImageLocatorOptions options)
{
    /// <summary>Loads all.</summary>
    /// <param name="blocks">The request's images.</param>
    /// <param name="urls">Each URL with the images that name it.</param>
    /// <param name="located">Receives bytes and facts, and owns the downloads.</param>
    /// <param name="cancellationToken">The caller's patience.</param>
    public async ValueTask<GatewayError?> LoadAsync(
        IReadOnlyList<ImageBlock> blocks,
        Dictionary<string, List<int>> urls,
        LocatedImages located,
        CancellationToken cancellationToken)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        GatewayError? first = null;
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = options.ParallelFetches };
        await Parallel.ForEachAsync(urls, atOnce, async (entry, _) =>
        {
            if (others.IsCancellationRequested)
            {
                return;
            }

            var error = await LoadOneAsync(blocks, entry.Key, entry.Value, located, others.Token);
            if (error is not null && Interlocked.CompareExchange(ref first, error, null) is null)
            {
                await others.CancelAsync();
            }
        });

        cancellationToken.ThrowIfCancellationRequested();
        return first;
    }

    private async ValueTask<GatewayError?> LoadOneAsync(
        IReadOnlyList<ImageBlock> blocks,
        string url,
        List<int> indexes,
        LocatedImages located,
        CancellationToken cancellationToken)
    {
        Outcome<FetchedImage> fetched;
        try
        {
            fetched = await fetcher.FetchAsync(url, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Another download has failed, or the caller left: both are told by the method above.
            return null;
        }

        if (!fetched.TryGet(out var image, out var error))
        {
            return ImageLocator.At(blocks[indexes[0]], error);
        }

        lock (located)
        {
            located.Own(image);
            located.FetchedBytes += image.Bytes.Length;
            error = located.FetchedBytes > options.MaxFetchedBytes ? TooMuch() : null;
        }

        if (error is not null)
        {
            return ImageLocator.At(blocks[indexes[0]], error);
        }

        if (!ImageFactsReader.Read(new MemoryByteSource(image.Bytes)).TryGet(out var facts, out error)
            || (error = options.Caps.Check(facts)) is not null)
        {
            return ImageLocator.At(blocks[indexes[0]], error);
        }

        foreach (var index in indexes)
        {
            located.Set(index, located.Images[index] with { Bytes = new MemoryByteSource(image.Bytes), Facts = facts });
        }

        return null;
    }

    private GatewayError TooMuch() => new(
        ErrorReason.ImageTooLarge,
        $"The images behind the URLs of this request come to more than {options.MaxFetchedBytes} bytes together. Send fewer or smaller ones.");
}
