using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Imaging.Fetching;

namespace Iris.Imaging.Caching;

/// <summary>Downloads an image once where that is enough: what several want at the same time, and what its origin calls fresh.</summary>
/// <remarks>
/// Everything is per key. What is not fresh any more is asked for again through the guarded fetcher, every rule as if for
/// the first time; failures are never kept. Safe for concurrent use.
/// </remarks>
public sealed class CachedImageFetcher : IImageFetcher
{
    private readonly IConditionalFetcher _origin;
    private readonly AnswerStore _store;
    private readonly FetchFlights _flights = new();
    private readonly TimeProvider _time;

    /// <summary>Puts a cache before a fetcher.</summary>
    /// <param name="origin">The one way to the network; not owned.</param>
    /// <param name="cache">Not owned.</param>
    /// <param name="time">The clock that freshness is measured by.</param>
    public CachedImageFetcher(GuardedImageFetcher origin, TieredBlobCache cache, TimeProvider time)
        : this((IConditionalFetcher)origin, cache, time)
    {
    }

    internal CachedImageFetcher(IConditionalFetcher origin, TieredBlobCache cache, TimeProvider time)
    {
        _origin = origin;
        _store = new AnswerStore(cache, origin.Variant);
        _time = time;
    }

    /// <inheritdoc/>
    public GatewayError? Check(string url) => _origin.Check(url);

    /// <inheritdoc/>
    public ValueTask<GatewayError?> CheckAddressAsync(string url, CancellationToken cancellationToken) => _origin.CheckAddressAsync(url, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<Outcome<FetchedImage>> FetchAsync(string url, KeyId tenant, CancellationToken cancellationToken)
    {
        if (_origin.Check(url) is { } refusal)
        {
            return refusal;
        }

        return _store.PeekFresh(tenant, url, _time.GetUtcNow()) is { } bytes
            ? SharedImage.OfKept(bytes)
            : await _flights.JoinAsync(tenant, url, stop => LoadAsync(url, tenant, stop), cancellationToken);
    }

    private async Task<Outcome<FetchedImage>> LoadAsync(string url, KeyId tenant, CancellationToken cancellationToken)
    {
        var kept = await _store.FindAsync(tenant, url, cancellationToken);
        if (kept is { } fresh && fresh.Answer.IsFresh(_time.GetUtcNow()))
        {
            return SharedImage.OfKept(fresh.Bytes);
        }

        var asked = await _origin.AskAsync(url, tenant, kept?.Answer.Validators, cancellationToken);
        if (!asked.TryGet(out var answer, out var error))
        {
            return error;
        }

        if (answer is ImageAnswer image)
        {
            return Keep(url, tenant, image);
        }

        var (old, bytes) = kept!.Value;
        _store.Renew(tenant, url, old, answer.Policy);
        return SharedImage.OfKept(bytes);
    }

    private FetchedImage Keep(string url, KeyId tenant, ImageAnswer answer)
    {
        if (!_store.Keeps || !answer.Policy.IsWorthKeeping)
        {
            _store.Forget(tenant, url);
            return answer.Image;
        }

        var bytes = answer.Image.Bytes.ToArray();
        answer.Image.Dispose();
        _store.Keep(tenant, url, bytes, answer.Policy);
        return SharedImage.OfKept(bytes);
    }
}
