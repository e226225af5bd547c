using System.Collections.Concurrent;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Imaging.Rewriting;

/// <summary>Pixel workers that remember what they rewrote, by content and target. Safe for concurrent use.</summary>
/// <remarks>
/// The same rewrite asked for twice at once is done once. It is done for the first caller, from that caller's bytes and
/// under that caller's patience; when that one gives up or is refused for lack of room, the next one begins anew with
/// bytes of its own. What an image itself is to blame for is told to everyone who waited, and remembered for nobody.
/// Images are kept in memory only, and belong to nobody: whoever can ask for one has sent the same bytes. Does not dispose
/// the workers behind it.
/// </remarks>
/// <param name="inner">Who does the work.</param>
/// <param name="maxBytes">Memory for rewritten images, in bytes; 0 switches the cache off.</param>
public sealed class CachedPixelWorkers(IPixelWorkers inner, long maxBytes = CachedPixelWorkers.DefaultMaxBytes) : IPixelWorkers, IDisposable
{
    /// <summary>64 MiB.</summary>
    public const long DefaultMaxBytes = 64L * 1024 * 1024;

    private readonly RewriteStore _store = new(maxBytes);
    private readonly ConcurrentDictionary<RewriteKey, TaskCompletionSource<Outcome<RewrittenImage>?>> _flights = new();
    private long _hits;
    private long _misses;
    private volatile bool _isDisposed;

    /// <summary>Rewrites answered without a worker of their own: from memory, or by work for another caller.</summary>
    public long Hits => Interlocked.Read(ref _hits);

    /// <summary>Rewrites that went to a worker.</summary>
    public long Misses => Interlocked.Read(ref _misses);

    /// <summary>Memory in use for rewritten images, in bytes.</summary>
    public long Bytes => _store.Bytes;

    /// <inheritdoc/>
    public bool CanReadText => inner.CanReadText;

    /// <inheritdoc/>
    public GatewayError? CannotDecode(ImageFormat format) => inner.CannotDecode(format);

    /// <inheritdoc/>
    public ValueTask<Outcome<Raster>> RasterizeAsync(ByteSource image, ImageFacts facts, int maxEdge, CancellationToken cancellationToken)
        => inner.RasterizeAsync(image, facts, maxEdge, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Outcome<IReadOnlyList<RecognizedWord>>> ReadTextAsync(ByteSource image, ImageFacts facts, CancellationToken cancellationToken)
        => inner.ReadTextAsync(image, facts, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Outcome<RewrittenImage>> RewriteAsync(ByteSource image, ImageFacts facts, RewriteTarget target, CancellationToken cancellationToken)
        => maxBytes <= 0 || _isDisposed
            ? RewriteUncachedAsync(image, facts, target, cancellationToken)
            : RewriteAsync(new RewriteKey(ContentHash.Of(image), facts.Format, target), image, facts, cancellationToken);

    /// <summary>Forgets all images. Rewrites go on, without a cache.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _store.Clear();
    }

    private async ValueTask<Outcome<RewrittenImage>> RewriteAsync(RewriteKey key, ByteSource image, ImageFacts facts, CancellationToken cancellationToken)
    {
        var own = new TaskCompletionSource<Outcome<RewrittenImage>?>(TaskCreationOptions.RunContinuationsAsynchronously);
        while (true)
        {
            if (_store.TryGet(key, out var known))
            {
                Interlocked.Increment(ref _hits);
                return known;
            }

            var flight = _flights.GetOrAdd(key, own);
            if (flight == own)
            {
                return await LeadAsync(key, own, image, facts, cancellationToken);
            }

            if (await flight.Task.WaitAsync(cancellationToken) is { } shared)
            {
                Interlocked.Increment(ref _hits);
                return shared;
            }
        }
    }

    private async ValueTask<Outcome<RewrittenImage>> LeadAsync(
        RewriteKey key, TaskCompletionSource<Outcome<RewrittenImage>?> flight, ByteSource image, ImageFacts facts, CancellationToken cancellationToken)
    {
        Outcome<RewrittenImage>? shared = null;
        try
        {
            // Between the look into the store and the start of this flight another one may have landed.
            if (_store.TryGet(key, out var known))
            {
                Interlocked.Increment(ref _hits);
                shared = known;
                return known;
            }

            var outcome = await RewriteUncachedAsync(image, facts, key.Target, cancellationToken);
            if (outcome.TryGet(out var rewritten, out var error))
            {
                Keep(key, rewritten);
            }

            if (error is null || IsVerdict(error))
            {
                shared = outcome;
            }

            return outcome;
        }
        finally
        {
            _flights.TryRemove(key, out _);
            flight.SetResult(shared);
        }
    }

    private ValueTask<Outcome<RewrittenImage>> RewriteUncachedAsync(ByteSource image, ImageFacts facts, RewriteTarget target, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _misses);
        return inner.RewriteAsync(image, facts, target, cancellationToken);
    }

    private void Keep(RewriteKey key, RewrittenImage image)
    {
        _store.Add(key, image);
        if (_isDisposed)
        {
            _store.Clear();
        }
    }

    // The same bytes would end the same way for the others. Anything else is about this moment.
    private static bool IsVerdict(GatewayError error)
        => error.Reason is ErrorReason.ImageDecodeFailed or ErrorReason.UnsupportedImageFormat or ErrorReason.ImageTooManyPixels or ErrorReason.ImageTooLarge;
}
