using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Fetching;

/// <summary>Slowness: one deadline over everything, a least rate, and names that never resolve. The clock is the test's.</summary>
public sealed class FetchDeadlineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome")]
    public async Task Origin_H7_ThatStalls_FailsAtTheDeadline(string partial)
    {
        var stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var time = new ManualTime();
        await using var world = new FetchWorld(Stalling(Encoding.ASCII.GetBytes(partial), stalled), time, TimeSpan.FromSeconds(4));

        var fetching = world.FetchAsync().AsTask();
        await stalled.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(3.9));
        fetching.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(0.1));

        (await fetching).Error.ShouldBe(FetchErrors.Failed);
    }

    [Fact]
    public async Task Hops_H7_ShareOneDeadline()
    {
        var time = new ManualTime();
        var requests = 0;
        var origin = new ScriptedOrigin(async (_, stream, token) =>
        {
            requests++;
            time.Advance(TimeSpan.FromSeconds(3));
            await stream.WriteAsync("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), token);
        });
        await using var world = new FetchWorld(origin, time, TimeSpan.FromSeconds(5));

        (await world.FetchAsync()).Error.ShouldBe(FetchErrors.Failed);

        requests.ShouldBe(2);
    }

    [Fact]
    public void RateWatch_WindowWithTooLittle_EndsTheDownload()
    {
        var time = new ManualTime();
        using var download = new CancellationTokenSource();
        using var watch = new TransferRateWatch(time, download);

        watch.Add((int)TransferRateWatch.LeastBytes);
        time.Advance(TransferRateWatch.Window);
        download.IsCancellationRequested.ShouldBeFalse();

        watch.Add((int)TransferRateWatch.LeastBytes - 1);
        time.Advance(TransferRateWatch.Window);
        download.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task Body_ThatDrips_FailsBeforeALongDeadline()
    {
        var stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var time = new ManualTime();
        var watching = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var world = new FetchWorld(Stalling("HTTP/1.1 200 OK\r\n\r\ndrip"u8.ToArray(), stalled), new NoticingTime(time, TransferRateWatch.Window, watching), TimeSpan.FromHours(1));

        var fetching = world.FetchAsync().AsTask();
        await watching.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        time.Advance(TransferRateWatch.Window);

        (await fetching).Error.ShouldBe(FetchErrors.Failed);
    }

    [Fact]
    public async Task Caller_WhoGivesUp_GetsTheCancellation()
    {
        var stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var world = new FetchWorld(Stalling([], stalled));
        using var caller = new CancellationTokenSource();

        var fetching = world.Fetcher.FetchAsync(world.OriginUrl(), FetchWorld.Tenant, caller.Token).AsTask();
        await stalled.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(fetching);
    }

    [Fact]
    public async Task Resolver_H8_BlackHole_HoldsItsPlacesAndNoPoolThread()
    {
        using var release = new ManualResetEventSlim();
        var threads = new ConcurrentBag<bool>();
        using var full = new CountdownEvent(SystemHostResolver.Gate);
        var resolver = new SystemHostResolver(_ =>
        {
            threads.Add(Thread.CurrentThread.IsThreadPoolThread);
            full.Signal();
            release.Wait();
            return [IPAddress.Loopback];
        });
        using var patience = new CancellationTokenSource();

        var lookups = Enumerable.Range(0, 200).Select(i => resolver.ResolveAsync($"h{i}.test", patience.Token)).ToArray();
        full.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken).ShouldBeTrue();
        await patience.CancelAsync();
        foreach (var lookup in lookups)
        {
            await Should.ThrowAsync<OperationCanceledException>(lookup);
        }

        // Cancelled callers left, but the places are still held by the lookups that block.
        threads.Count.ShouldBe(SystemHostResolver.Gate);
        threads.ShouldAllBe(pooled => !pooled);
        var next = resolver.ResolveAsync("next.test", TestContext.Current.CancellationToken);
        next.IsCompleted.ShouldBeFalse();
        full.Reset(1);
        release.Set();
        (await next).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Rebinding_H3_OverAThousandFetches_NeverReachesInside()
    {
        await using var world = new FetchWorld();
        world.Resolver.Answer("rebind.test", (turn, _) => Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Parse(turn % 2 == 1 ? StubResolver.Public : "127.0.0.1")]));

        for (var i = 0; i < 1000; i++)
        {
            var outcome = await world.FetchAsync("http://rebind.test/a.png");
            if (i % 2 == 0)
            {
                outcome.Value.Dispose();
            }
            else
            {
                outcome.Error.ShouldBe(FetchErrors.Address);
            }
        }

        world.Dialer.Diverted.Count.ShouldBe(500);
        world.Dialer.Diverted.ShouldAllBe(endpoint => endpoint.Address.ToString() == StubResolver.Public);
    }

    [Fact]
    public async Task Host_AskedByManyAtOnce_SeesEightConnections()
    {
        var together = 0;
        var most = 0;
        var origin = new ScriptedOrigin(async (_, stream, token) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref together));
            await Task.Yield();
            Interlocked.Decrement(ref together);
            await stream.WriteAsync(ScriptedOrigin.Ok(ScriptedOrigin.Image), token);
        });
        await using var world = new FetchWorld(origin, timeout: TimeSpan.FromSeconds(60));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => world.FetchAsync().AsTask()));

        outcomes.ShouldAllBe(outcome => outcome.Succeeded);
        most.ShouldBeLessThanOrEqualTo(8);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        var seen = Volatile.Read(ref target);
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
            seen = Volatile.Read(ref target);
        }
    }

    private static ScriptedOrigin Stalling(byte[] partial, TaskCompletionSource stalled) => new(async (_, stream, token) =>
    {
        await stream.WriteAsync(partial, token);
        await stream.FlushAsync(token);
        stalled.TrySetResult();
        await Task.Delay(Timeout.Infinite, token);
    });

    /// <summary>Says when a periodic timer was created.</summary>
    private sealed class NoticingTime(ManualTime inner, TimeSpan period, TaskCompletionSource created) : TimeProvider
    {
        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

        public override long GetTimestamp() => inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan timerPeriod)
        {
            var timer = inner.CreateTimer(callback, state, dueTime, timerPeriod);
            if (timerPeriod == period)
            {
                created.TrySetResult();
            }

            return timer;
        }
    }
}
