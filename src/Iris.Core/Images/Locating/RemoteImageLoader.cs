using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Images.Locating;

/// <summary>Downloads or judges the URLs of one request, each once, a few at a time; the first failure ends the others.</summary>
internal sealed class RemoteImageLoader(IImageFetcher fetcher, ImageLocatorOptions options)
{
    /// <summary>Loads all.</summary>
    /// <param name="blocks">The request's images.</param>
    /// <param name="located">Names the URLs, receives bytes and facts, and owns the downloads.</param>
    /// <param name="terms">Whose key asks, and whether there is room.</param>
    /// <param name="cancellationToken">The caller's patience.</param>
    public ValueTask<GatewayError?> LoadAsync(IReadOnlyList<ImageBlock> blocks, LocatedImages located, RemoteTerms terms, CancellationToken cancellationToken)
        => ForEachUrlAsync(blocks, located, (url, indexes, token) => LoadOneAsync(url, indexes, located, terms, token), cancellationToken);

    /// <summary>Judges where all lead, without a connection: what Iris would not fetch, nobody is asked to fetch.</summary>
    public ValueTask<GatewayError?> CheckAsync(IReadOnlyList<ImageBlock> blocks, LocatedImages located, CancellationToken cancellationToken)
        => ForEachUrlAsync(blocks, located, (url, _, token) => fetcher.CheckAddressAsync(url, token), cancellationToken);

    private async ValueTask<GatewayError?> ForEachUrlAsync(
        IReadOnlyList<ImageBlock> blocks,
        LocatedImages located,
        Func<string, List<int>, CancellationToken, ValueTask<GatewayError?>> handle,
        CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.MaxFetchTime, options.Time);
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        GatewayError? first = null;
        var done = 0;
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = options.ParallelFetches };
        await Parallel.ForEachAsync(located.Urls!, atOnce, async (entry, _) =>
        {
            if (others.IsCancellationRequested)
            {
                return;
            }

            try
            {
                var error = await handle(entry.Key, entry.Value, others.Token);
                Interlocked.Increment(ref done);
                if (error is not null && Interlocked.CompareExchange(ref first, ImageLocator.At(blocks[entry.Value[0]], error), null) is null)
                {
                    await others.CancelAsync();
                }
            }
            catch (OperationCanceledException) when (others.IsCancellationRequested)
            {
                // Another URL has failed, or the caller left: both are told below.
            }
        });

        cancellationToken.ThrowIfCancellationRequested();
        return first ?? (done == located.Urls!.Count ? null : TooSlow(blocks[located.Urls.First().Value[0]]));
    }

    private async ValueTask<GatewayError?> LoadOneAsync(string url, List<int> indexes, LocatedImages located, RemoteTerms terms, CancellationToken cancellationToken)
    {
        var fetched = await fetcher.FetchAsync(url, terms.Tenant, cancellationToken);
        if (!fetched.TryGet(out var image, out var error))
        {
            return error;
        }

        lock (located)
        {
            located.Own(image);
            located.FetchedBytes += image.Bytes.Length;
            error = located.FetchedBytes > options.MaxFetchedBytes ? TooMuch() : terms.Admit(image.Bytes.Length) ? null : GatewayError.Overloaded;
        }

        if (error is not null
            || !ImageFactsReader.Read(new MemoryByteSource(image.Bytes)).TryGet(out var facts, out error)
            || (error = options.Caps.Check(facts)) is not null)
        {
            return error;
        }

        foreach (var index in indexes)
        {
            located.Set(index, located.Images[index] with { Bytes = new MemoryByteSource(image.Bytes), Facts = facts });
        }

        return null;
    }

    private GatewayError TooSlow(ImageBlock first) => ImageLocator.At(first, new GatewayError(
        ErrorReason.ImageFetchFailed,
        $"The images behind the URLs of this request did not arrive within {options.MaxFetchTime.TotalSeconds:0} seconds. Send fewer, or send them as data URLs."));

    private GatewayError TooMuch() => new(
        ErrorReason.ImageTooLarge,
        $"The images behind the URLs of this request come to more than {options.MaxFetchedBytes} bytes together. Send fewer or smaller ones.");
}
