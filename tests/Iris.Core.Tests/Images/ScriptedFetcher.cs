using System.Buffers;
using System.Collections.Concurrent;
using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Core.Tests.Images;

/// <summary>Answers URLs from a table, and records what was asked and given back.</summary>
internal sealed class ScriptedFetcher : IImageFetcher
{
    private int _running;

    public Dictionary<string, byte[]> Images { get; } = [];

    public ConcurrentQueue<string> Fetched { get; } = [];

    /// <summary>Who asked, in step with <see cref="Fetched"/>.</summary>
    public ConcurrentQueue<KeyId> Tenants { get; } = [];

    /// <summary>URLs whose addresses were judged.</summary>
    public ConcurrentQueue<string> Judged { get; } = [];

    public int MostAtOnce { get; private set; }

    public int Rented { get; private set; }

    public int Disposed { get; private set; }

    /// <summary>Called inside each fetch.</summary>
    public Func<string, CancellationToken, Task> OnFetch { get; set; } = (_, _) => Task.CompletedTask;

    public async ValueTask<Outcome<FetchedImage>> FetchAsync(string url, KeyId tenant, CancellationToken cancellationToken)
    {
        Fetched.Enqueue(url);
        Tenants.Enqueue(tenant);
        lock (Images)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        }

        try
        {
            await OnFetch(url, cancellationToken);
        }
        finally
        {
            lock (Images)
            {
                _running--;
            }
        }

        if (!Images.TryGetValue(url, out var bytes))
        {
            return new GatewayError(ErrorReason.ImageFetchFailed, "The image could not be downloaded.");
        }

        lock (Images)
        {
            Rented++;
        }

        return new FetchedImage(new Owner(this, bytes), bytes.Length);
    }

    public GatewayError? Check(string url) => url.Contains("refused", StringComparison.Ordinal)
        ? new GatewayError(ErrorReason.ImageUrlAddressNotAllowed, "The URL leads to an address that is not allowed.")
        : null;

    public async ValueTask<GatewayError?> CheckAddressAsync(string url, CancellationToken cancellationToken)
    {
        Judged.Enqueue(url);
        await OnFetch(url, cancellationToken);
        return url.Contains("inside", StringComparison.Ordinal)
            ? new GatewayError(ErrorReason.ImageUrlAddressNotAllowed, "The name leads to an address that is not allowed.")
            : null;
    }

    private sealed class Owner(ScriptedFetcher fetcher, byte[] bytes) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory => bytes;

        public void Dispose()
        {
            lock (fetcher.Images)
            {
                fetcher.Disposed++;
            }
        }
    }
}
