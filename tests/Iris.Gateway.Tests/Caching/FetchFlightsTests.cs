using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Caching;

/// <summary>The same URL wanted twice at once.</summary>
public sealed class FetchFlightsTests
{
    private static readonly byte[] Picture = "a picture that is not to be kept"u8.ToArray();

    [Fact]
    public async Task Fetch_SameUrlByManyAtOnce_IsFetchedOnceAndGivenBackOnce()
    {
        await using var world = new CacheWorld();
        var (began, go) = Hold(world);

        var fetching = Enumerable.Range(0, 20).Select(_ => world.FetchAsync().AsTask()).ToList();
        await began.WaitAsync(TestContext.Current.CancellationToken);
        go.SetResult();
        var images = (await Task.WhenAll(fetching)).Select(outcome => outcome.Value).ToList();

        world.Origin.Asked.ShouldHaveSingleItem();
        foreach (var image in images)
        {
            world.Origin.Out.ShouldBe(1);
            image.Bytes.ToArray().ShouldBe(Picture);
            image.Dispose();
            image.Dispose();
            Should.Throw<ObjectDisposedException>(() => image.Bytes);
        }

        world.Origin.Out.ShouldBe(0);
    }

    [Fact]
    public async Task Fetch_SameUrlByTwoKeys_IsFetchedTwice()
    {
        await using var world = new CacheWorld();
        var (began, go) = Hold(world);

        var fetching = new[] { world.FetchAsync(CacheWorld.Alice).AsTask(), world.FetchAsync(CacheWorld.Bob).AsTask() };
        await began.WaitAsync(TestContext.Current.CancellationToken);
        await began.WaitAsync(TestContext.Current.CancellationToken);
        go.SetResult();
        await Task.WhenAll(fetching);

        world.Origin.Asked.Select(asked => asked.Tenant).ShouldBe([CacheWorld.Alice, CacheWorld.Bob], ignoreOrder: true);
    }

    [Fact]
    public async Task Fetch_OneOfTwoLeaves_TheOtherGetsItsImage()
    {
        await using var world = new CacheWorld();
        var (began, go) = Hold(world);
        using var impatient = new CancellationTokenSource();

        var leaving = world.FetchAsync(cancellationToken: impatient.Token).AsTask();
        await began.WaitAsync(TestContext.Current.CancellationToken);
        var staying = world.FetchAsync().AsTask();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaving);
        go.SetResult();

        using (var image = (await staying).Value)
        {
            image.Bytes.ToArray().ShouldBe(Picture);
        }

        world.Origin.Asked.ShouldHaveSingleItem();
        world.Origin.Out.ShouldBe(0);
    }

    [Fact]
    public async Task Fetch_LastOneLeaves_EndsTheFetchAndTheNextStartsAnew()
    {
        await using var world = new CacheWorld();
        var began = new SemaphoreSlim(0);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Origin.Script = async (_, _, _, stop) =>
        {
            await using var end = stop.Register(ended.SetResult);
            began.Release();
            await Task.Delay(Timeout.Infinite, stop);
            return FetchErrors.Failed;
        };
        using var impatient = new CancellationTokenSource();

        var leaving = new[] { world.FetchAsync(cancellationToken: impatient.Token).AsTask(), world.FetchAsync(cancellationToken: impatient.Token).AsTask() };
        await began.WaitAsync(TestContext.Current.CancellationToken);
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaving[0]);
        await Should.ThrowAsync<OperationCanceledException>(leaving[1]);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        world.Answers(_ => world.Origin.Image(Picture));
        (await world.BytesAsync()).ShouldBe(Picture);
        world.Origin.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Fetch_Failure_IsToldToAllWhoWaitAndToNobodyElse()
    {
        await using var world = new CacheWorld();
        var began = new SemaphoreSlim(0);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Origin.Script = async (_, _, _, stop) =>
        {
            began.Release();
            await go.Task.WaitAsync(stop);
            return FetchErrors.TooLarge(7);
        };

        var fetching = new[] { world.FetchAsync().AsTask(), world.FetchAsync().AsTask() };
        await began.WaitAsync(TestContext.Current.CancellationToken);
        go.SetResult();
        (await Task.WhenAll(fetching)).ShouldAllBe(outcome => outcome.Error == FetchErrors.TooLarge(7));

        world.Origin.Asked.ShouldHaveSingleItem();
        (await world.FetchAsync()).Error.ShouldNotBeNull();
        world.Origin.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Fetch_Bug_ReachesAllWhoWait()
    {
        await using var world = new CacheWorld();
        world.Origin.Script = (_, _, _, _) => throw new InvalidOperationException("a bug");

        await Should.ThrowAsync<InvalidOperationException>(world.FetchAsync().AsTask());
    }

    [Fact]
    public async Task Fetch_CallerWhoHasLeftAlready_StartsNothing()
    {
        await using var world = new CacheWorld();

        await Should.ThrowAsync<OperationCanceledException>(world.FetchAsync(cancellationToken: new CancellationToken(true)).AsTask());

        world.Origin.Asked.ShouldBeEmpty();
    }

    private static (SemaphoreSlim Began, TaskCompletionSource Go) Hold(CacheWorld world)
    {
        var began = new SemaphoreSlim(0);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Origin.Script = async (_, _, _, stop) =>
        {
            began.Release();
            await go.Task.WaitAsync(stop);
            return world.Origin.Image(Picture);
        };
        return (began, go);
    }
}
