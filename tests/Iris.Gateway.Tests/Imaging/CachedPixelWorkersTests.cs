using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.Imaging.Rewriting;

namespace Iris.Gateway.Tests.Imaging;

public sealed class CachedPixelWorkersTests
{
    private static readonly RewriteTarget Target = new(ImageFormat.Jpeg, 100, 100, 90, null);

    private readonly CountingWorkers _inner = new();

    [Fact]
    public async Task Rewrite_SameBytesAndTarget_IsDoneOnce()
    {
        using var cache = Open(_inner);

        var first = await RewriteAsync(cache, [1, 2, 3], Target);
        var second = await RewriteAsync(cache, [1, 2, 3], Target with { });

        second.ShouldBeSameAs(first);
        (_inner.Rewrites, cache.Hits, cache.Misses).ShouldBe((1, 1, 1));
    }

    [Fact]
    public void CannotDecode_AnyFormat_IsWhatTheWorkersSay()
    {
        using var cache = Open(_inner);

        cache.CannotDecode(ImageFormat.Heic).ShouldBeSameAs(CountingWorkers.NoHeic);
        cache.CannotDecode(ImageFormat.Jpeg).ShouldBeNull();
    }

    [Fact]
    public async Task Rewrite_OtherBytesOrTarget_IsAnotherRewrite()
    {
        using var cache = Open(_inner);

        await RewriteAsync(cache, [1, 2, 3], Target);
        await RewriteAsync(cache, [1, 2, 4], Target);
        await RewriteAsync(cache, [1, 2, 3], Target with { Width = 99 });
        await RewriteAsync(cache, [1, 2, 3], Target with { Height = 99 });
        await RewriteAsync(cache, [1, 2, 3], Target with { Quality = 89 });
        await RewriteAsync(cache, [1, 2, 3], Target with { MaxBytes = 5_000 });
        await RewriteAsync(cache, [1, 2, 3], Target with { Format = ImageFormat.Png });

        (_inner.Rewrites, cache.Hits, cache.Misses).ShouldBe((7, 0, 7));
    }

    [Fact]
    public async Task Rewrite_SameImageInOtherPieces_IsFound()
    {
        using var cache = Open(_inner);
        var bytes = new byte[200_000];
        new Random(1).NextBytes(bytes);
        _inner.Gate.TrySetResult();

        await cache.RewriteAsync(new MemoryByteSource(bytes), Facts.As(bytes, ImageFormat.Png), Target, TestContext.Current.CancellationToken);
        await cache.RewriteAsync(new TrickleSource(bytes), Facts.As(bytes, ImageFormat.Png), Target, TestContext.Current.CancellationToken);

        cache.Hits.ShouldBe(1);
    }

    [Fact]
    public async Task Rewrite_ManyAtOnce_IsDoneOnceForAll()
    {
        using var cache = new CachedPixelWorkers(_inner);
        var running = Enumerable.Range(0, 50).Select(_ => Task.Run(() => RewriteAsync(cache, [7], Target))).ToArray();
        await _inner.Started.Task;

        _inner.Gate.SetResult();
        var images = await Task.WhenAll(running);

        images.ShouldAllBe(image => ReferenceEquals(image, images[0]));
        (_inner.Rewrites, cache.Hits, cache.Misses).ShouldBe((1, 49, 1));
    }

    [Fact]
    public async Task Rewrite_FirstCallerGivesUp_IsDoneForTheSecondFromItsOwnBytes()
    {
        using var cache = new CachedPixelWorkers(_inner);
        using var patience = new CancellationTokenSource();
        var first = cache.RewriteAsync(new MemoryByteSource(new byte[] { 7 }), Facts.As([7], ImageFormat.Png), Target, patience.Token).AsTask();
        await _inner.Started.Task;
        var second = RewriteAsync(cache, [7], Target);

        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        _inner.Gate.SetResult();

        (await second).Bytes.Length.ShouldBe(100);
        _inner.Rewrites.ShouldBe(2);
    }

    [Fact]
    public async Task Rewrite_SecondCallerGivesUp_LeavesTheFirstAlone()
    {
        using var cache = new CachedPixelWorkers(_inner);
        var first = RewriteAsync(cache, [7], Target);
        await _inner.Started.Task;
        using var patience = new CancellationTokenSource();
        var second = cache.RewriteAsync(new MemoryByteSource(new byte[] { 7 }), Facts.As([7], ImageFormat.Png), Target, patience.Token).AsTask();

        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        _inner.Gate.SetResult();

        await first;
        _inner.Rewrites.ShouldBe(1);
    }

    [Theory]
    [InlineData(ErrorReason.PixelWorkersBusy)]
    [InlineData(ErrorReason.PixelWorkerRestarted)]
    [InlineData(ErrorReason.ImageDecodeFailed)]
    public async Task Rewrite_Error_IsNeverRemembered(string reason)
    {
        var inner = new CountingWorkers { Answer = number => number == 1 ? new GatewayError(reason, "no") : CountingWorkers.Image(10, 1) };
        using var cache = Open(inner);

        var first = await cache.RewriteAsync(new MemoryByteSource(new byte[] { 7 }), Facts.As([7], ImageFormat.Png), Target, TestContext.Current.CancellationToken);
        await RewriteAsync(cache, [7], Target);

        first.Error.ShouldNotBeNull().Reason.ShouldBe(reason);
        inner.Rewrites.ShouldBe(2);
    }

    [Theory]
    [InlineData(ErrorReason.PixelWorkersBusy, 2)]
    [InlineData(ErrorReason.ImageDecodeFailed, 1)]
    public async Task Rewrite_ErrorWhileAnotherWaits_IsSharedOnlyWhenTheImageIsToBlame(string reason, int rewrites)
    {
        var inner = new CountingWorkers { Answer = number => number == 1 ? new GatewayError(reason, "no") : CountingWorkers.Image(10, 1) };
        using var cache = new CachedPixelWorkers(inner);
        var first = AskAsync();
        await inner.Started.Task;
        var second = AskAsync();

        inner.Gate.SetResult();

        (await first).Error.ShouldNotBeNull().Reason.ShouldBe(reason);
        (await second).Error?.Reason.ShouldBe(reason);
        inner.Rewrites.ShouldBe(rewrites);

        Task<Outcome<RewrittenImage>> AskAsync()
            => cache.RewriteAsync(new MemoryByteSource(new byte[] { 7 }), Facts.As([7], ImageFormat.Png), Target, TestContext.Current.CancellationToken).AsTask();
    }

    [Fact]
    public async Task Cache_Full_ForgetsWhatWasNotAskedForLongest()
    {
        var inner = new CountingWorkers { Answer = number => CountingWorkers.Image(1_000, (byte)number) };
        using var cache = Open(inner, 2 * (1_000 + RewriteStore.EntryOverhead));

        await RewriteAsync(cache, [1], Target);
        await RewriteAsync(cache, [2], Target);
        await RewriteAsync(cache, [1], Target);
        await RewriteAsync(cache, [3], Target);
        cache.Hits.ShouldBe(1);

        await RewriteAsync(cache, [1], Target);
        cache.Hits.ShouldBe(2);
        await RewriteAsync(cache, [2], Target);
        inner.Rewrites.ShouldBe(4);
        cache.Bytes.ShouldBeLessThanOrEqualTo(2 * (1_000 + RewriteStore.EntryOverhead));
    }

    [Fact]
    public async Task Cache_ImageLargerThanAllRoom_IsNotKeptAndPushesNothingOut()
    {
        var inner = new CountingWorkers { Answer = number => CountingWorkers.Image(number == 2 ? 50_000 : 100, 1) };
        using var cache = Open(inner, 5_000);

        await RewriteAsync(cache, [1], Target);
        await RewriteAsync(cache, [2], Target);
        await RewriteAsync(cache, [1], Target);

        cache.Hits.ShouldBe(1);
    }

    [Fact]
    public async Task Cache_OfNoBytes_HashesAndKeepsNothing()
    {
        using var cache = Open(_inner, 0);

        await RewriteAsync(cache, [1], Target);
        await RewriteAsync(cache, [1], Target);

        (_inner.Rewrites, cache.Hits, cache.Bytes).ShouldBe((2, 0, 0));
    }

    [Fact]
    public async Task Cache_Disposed_HoldsNothingAndStillRewrites()
    {
        var cache = Open(_inner);
        await RewriteAsync(cache, [1], Target);

        cache.Dispose();

        cache.Bytes.ShouldBe(0);
        await RewriteAsync(cache, [1], Target);
        cache.Bytes.ShouldBe(0);
        _inner.Rewrites.ShouldBe(2);
    }

    [Fact]
    public async Task Cache_UnderManyCallers_AnswersEachWithItsOwnImage()
    {
        var inner = new CountingWorkers { Answer = _ => CountingWorkers.Image(1_000, 1) };
        using var cache = Open(inner, 8 * 1_600);

        await Parallel.ForAsync(0, 2_000, TestContext.Current.CancellationToken, async (number, _) =>
            (await RewriteAsync(cache, [(byte)(number % 16)], Target)).Bytes.Length.ShouldBe(1_000));

        (cache.Hits + cache.Misses).ShouldBe(2_000);
        cache.Bytes.ShouldBeLessThanOrEqualTo(8 * 1_600);
    }

    [Fact]
    public async Task Workers_BehindTheCache_RasterizeAndReadTextAsBefore()
    {
        using var cache = Open(_inner);

        cache.CanReadText.ShouldBeTrue();
        (await PixelTests.RasterizeAsync(cache, [1], 5)).Width.ShouldBe(1);
        (await cache.ReadTextAsync(new MemoryByteSource(new byte[] { 1 }), Facts.As([1], ImageFormat.Png), TestContext.Current.CancellationToken)).Value.ShouldBeEmpty();
        (cache.Hits, cache.Misses).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Rewrite_ThroughRealWorkers_GivesTheSameBytesWithoutOne()
    {
        await using var pool = WorkerPools.Start();
        using var cache = new CachedPixelWorkers(pool);
        var png = TestPng.Rgba(50, 40, (x, y) => ((byte)x, (byte)y, 0, 255));

        var first = await PixelTests.RewriteAsync(cache, png, Target);
        var second = await PixelTests.RewriteAsync(cache, png, Target);

        second.Bytes.Span.SequenceEqual(first.Bytes.Span).ShouldBeTrue();
        cache.Hits.ShouldBe(1);
    }

    private static CachedPixelWorkers Open(CountingWorkers inner, long maxBytes = CachedPixelWorkers.DefaultMaxBytes)
    {
        inner.Gate.TrySetResult();
        return new CachedPixelWorkers(inner, maxBytes);
    }

    private static async Task<RewrittenImage> RewriteAsync(CachedPixelWorkers cache, byte[] bytes, RewriteTarget target)
    {
        var outcome = await cache.RewriteAsync(new MemoryByteSource(bytes), Facts.As(bytes, ImageFormat.Png), target, TestContext.Current.CancellationToken);
        outcome.Error.ShouldBeNull();
        return outcome.Value;
    }

    /// <summary>Gives fewer bytes than asked for.</summary>
    private sealed class TrickleSource(byte[] bytes) : ByteSource
    {
        private readonly MemoryByteSource _inner = new(bytes);

        public override long Length => _inner.Length;

        public override int Read(long offset, Span<byte> destination) => _inner.Read(offset, destination[..Math.Min(destination.Length, 777)]);
    }
}
