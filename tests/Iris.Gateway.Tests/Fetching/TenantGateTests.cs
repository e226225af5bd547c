using Iris.Core.Model;
using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Fetching;

/// <summary>How many downloads one key may have at once (T19).</summary>
public sealed class TenantGateTests
{
    private static readonly KeyId Alice = new("key-alice");
    private static readonly KeyId Bob = new("key-bob");

    [Fact]
    public async Task Enter_T19_MoreThanAllowed_WaitsForItsOwnKeyOnly()
    {
        var gate = new TenantGate(2);
        var first = await gate.EnterAsync(Alice, TestContext.Current.CancellationToken);
        using var second = await gate.EnterAsync(Alice, TestContext.Current.CancellationToken);

        var third = gate.EnterAsync(Alice, TestContext.Current.CancellationToken).AsTask();
        using var other = await gate.EnterAsync(Bob, TestContext.Current.CancellationToken);
        third.IsCompleted.ShouldBeFalse();

        first.Dispose();
        first.Dispose();
        (await third).Dispose();
    }

    [Fact]
    public async Task Enter_CallerLeaves_TakesNoPlace()
    {
        var gate = new TenantGate(1);
        var first = await gate.EnterAsync(Alice, TestContext.Current.CancellationToken);
        using var impatient = new CancellationTokenSource();
        var waiting = gate.EnterAsync(Alice, impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);

        first.Dispose();

        (await gate.EnterAsync(Alice, TestContext.Current.CancellationToken)).Dispose();
    }

    [Fact]
    public async Task Fetch_T19_OneKeyManyUrls_IsBoundedAtTheOrigins()
    {
        var together = 0;
        var most = 0;
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var origin = new ScriptedOrigin(async (_, stream, token) =>
        {
            var now = Interlocked.Increment(ref together);
            lock (full)
            {
                most = Math.Max(most, now);
            }

            if (now == 3)
            {
                full.TrySetResult();
            }

            await full.Task.WaitAsync(token);
            Interlocked.Decrement(ref together);
            await stream.WriteAsync(ScriptedOrigin.Ok(ScriptedOrigin.Image), token);
        });
        await using var world = new FetchWorld(origin, timeout: TimeSpan.FromSeconds(60), perTenant: 3);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => world.FetchAsync(world.OriginUrl($"/{i}.png")).AsTask()));

        outcomes.ShouldAllBe(outcome => outcome.Succeeded);
        most.ShouldBe(3);
    }
}
