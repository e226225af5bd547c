using System.Buffers;
using System.Collections.Concurrent;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Caching;

/// <summary>Stands for the guarded fetcher: answers by script, counts, and spoils memory that was given back, so that a late reader is found out.</summary>
internal sealed class FakeOrigin(TimeProvider time) : IConditionalFetcher
{
    private int _out;

    /// <summary>Who asked for what, with which validators.</summary>
    public ConcurrentQueue<(string Url, KeyId Tenant, Validators? Validators)> Asked { get; } = new();

    /// <summary>Images that nobody has given back yet.</summary>
    public int Out => Volatile.Read(ref _out);

    /// <summary>Called for each question; by default an image that is not to be kept.</summary>
    public Func<string, KeyId, Validators?, CancellationToken, Task<Outcome<FetchAnswer>>> Script { get; set; } = (_, _, _, _) => Task.FromResult<Outcome<FetchAnswer>>(FetchErrors.Failed);

    public string Variant => "test";

    public GatewayError? Check(string url) => url.Contains("refused", StringComparison.Ordinal) ? FetchErrors.Address : null;

    public ValueTask<GatewayError?> CheckAddressAsync(string url, CancellationToken cancellationToken) => ValueTask.FromResult(Check(url));

    public async ValueTask<Outcome<FetchAnswer>> AskAsync(string url, KeyId tenant, Validators? validators, CancellationToken cancellationToken)
    {
        Asked.Enqueue((url, tenant, validators));
        return await Script(url, tenant, validators, cancellationToken);
    }

    /// <summary>An image in memory that is overwritten when it is given back.</summary>
    public ImageAnswer Image(byte[] bytes, KeepPolicy? policy = null)
    {
        Interlocked.Increment(ref _out);
        return new ImageAnswer(new FetchedImage(new Spoiling(this, [.. bytes]), bytes.Length), policy ?? Policy());
    }

    public UnchangedAnswer Unchanged(KeepPolicy? policy = null) => new(policy ?? Policy());

    public KeepPolicy Policy(double freshSeconds = 0, bool mayStore = true, string? etag = null, bool isExplicit = true) => new()
    {
        MayStore = mayStore,
        ReceivedAt = time.GetUtcNow(),
        FreshFor = TimeSpan.FromSeconds(freshSeconds),
        IsExplicit = isExplicit,
        Validators = etag is null ? null : new Validators(etag, null, "digest"),
    };

    private sealed class Spoiling(FakeOrigin origin, byte[] bytes) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory => bytes;

        public void Dispose()
        {
            Array.Fill(bytes, (byte)0xEE);
            Interlocked.Decrement(ref origin._out);
        }
    }
}
