using System.Text;
using Iris.Core.Model;
using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Caching;

/// <summary>What is kept, for whom and for how long.</summary>
public sealed class CachedImageFetcherTests
{
    private static readonly byte[] First = "the first picture"u8.ToArray();
    private static readonly byte[] Second = "another picture"u8.ToArray();

    [Fact]
    public async Task Fetch_Fresh_AsksOnceUntilItsTimeIsOver()
    {
        await using var world = new CacheWorld();
        world.Answers(_ => world.Origin.Image(First, world.Origin.Policy(freshSeconds: 60)));

        (await world.BytesAsync()).ShouldBe(First);
        world.Time.Advance(TimeSpan.FromSeconds(59.9));
        (await world.BytesAsync()).ShouldBe(First);
        world.Origin.Asked.Count.ShouldBe(1);

        world.Time.Advance(TimeSpan.FromSeconds(0.1));
        (await world.BytesAsync()).ShouldBe(First);
        world.Origin.Asked.Count.ShouldBe(2);
        world.Origin.Out.ShouldBe(0);
    }

    [Fact]
    public async Task Fetch_NothingSaidAboutFreshness_AsksEachTime()
    {
        await using var world = new CacheWorld();
        world.Answers(_ => world.Origin.Image(First));

        await world.BytesAsync();
        await world.BytesAsync();

        world.Origin.Asked.Count.ShouldBe(2);
        world.Cache.MemoryBytes.ShouldBe(0);
    }

    [Fact]
    public async Task Fetch_Stale_AsksWithItsValidatorsAndServesWhatIsKept()
    {
        await using var world = new CacheWorld();
        world.Answers(validators => validators is null ? world.Origin.Image(First, world.Origin.Policy(10, etag: "\"a\"")) : world.Origin.Unchanged(world.Origin.Policy(20, etag: "\"a\"")));

        await world.BytesAsync();
        world.Time.Advance(TimeSpan.FromSeconds(10));
        (await world.BytesAsync()).ShouldBe(First);
        world.Time.Advance(TimeSpan.FromSeconds(19));
        (await world.BytesAsync()).ShouldBe(First);

        world.Origin.Asked.Select(asked => asked.Validators?.ETag).ShouldBe([null, "\"a\""]);
    }

    [Fact]
    public async Task Fetch_StaleAndChanged_ServesTheNew()
    {
        await using var world = new CacheWorld();
        world.Answers(validators => world.Origin.Image(validators is null ? First : Second, world.Origin.Policy(10, etag: validators is null ? "\"a\"" : "\"b\"")));

        await world.BytesAsync();
        world.Time.Advance(TimeSpan.FromSeconds(10));

        (await world.BytesAsync()).ShouldBe(Second);
        (await world.BytesAsync()).ShouldBe(Second);
        world.Origin.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Fetch_UnchangedWithoutWordOfFreshness_KeepsTheOldWord()
    {
        await using var world = new CacheWorld();
        world.Answers(validators => validators is null ? world.Origin.Image(First, world.Origin.Policy(10, etag: "\"a\"")) : world.Origin.Unchanged(world.Origin.Policy(isExplicit: false)));

        await world.BytesAsync();
        world.Time.Advance(TimeSpan.FromSeconds(10));
        await world.BytesAsync();
        world.Time.Advance(TimeSpan.FromSeconds(9));
        await world.BytesAsync();

        world.Origin.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Fetch_NotToBeStored_IsForgotten()
    {
        await using var world = new CacheWorld();
        var mayStore = true;
        world.Answers(_ => world.Origin.Image(First, world.Origin.Policy(10, mayStore, "\"a\"")));

        await world.BytesAsync();
        world.Time.Advance(TimeSpan.FromSeconds(10));
        mayStore = false;
        await world.BytesAsync();
        await world.BytesAsync();

        world.Origin.Asked.Select(asked => asked.Validators?.ETag).ShouldBe([null, "\"a\"", null]);
    }

    [Fact]
    public async Task Fetch_Failure_IsNeverKeptAndLeavesWhatWas()
    {
        await using var world = new CacheWorld();
        var fails = true;
        world.Answers(_ => fails ? FetchErrors.Failed : world.Origin.Image(First, world.Origin.Policy(10, etag: "\"a\"")));

        (await world.FetchAsync()).Error.ShouldBe(FetchErrors.Failed);
        (await world.FetchAsync()).Error.ShouldBe(FetchErrors.Failed);
        fails = false;
        (await world.BytesAsync()).ShouldBe(First);
        world.Time.Advance(TimeSpan.FromSeconds(10));
        fails = true;

        // What was kept is stale, so it is not served instead.
        (await world.FetchAsync()).Error.ShouldBe(FetchErrors.Failed);
        world.Origin.Asked.Count.ShouldBe(4);
        world.Origin.Asked.Last().Validators.ShouldNotBeNull();
    }

    [Fact]
    public async Task Fetch_T20_OtherKey_NeverGetsWhatThisOneGot()
    {
        await using var world = new CacheWorld();
        world.Origin.Script = (_, tenant, _, _) => Task.FromResult<Outcome<FetchAnswer>>(world.Origin.Image(Encoding.ASCII.GetBytes(tenant.Value), world.Origin.Policy(3600, etag: "\"same\"")));

        await world.BytesAsync(CacheWorld.Alice);
        world.Origin.Asked.Clear();
        (await world.BytesAsync(CacheWorld.Bob)).ShouldBe("key-bob"u8.ToArray());
        (await world.BytesAsync(CacheWorld.Alice)).ShouldBe("key-alice"u8.ToArray());
        await world.RestartAsync();
        (await world.BytesAsync(CacheWorld.Bob)).ShouldBe("key-bob"u8.ToArray());
        (await world.BytesAsync(CacheWorld.Alice)).ShouldBe("key-alice"u8.ToArray());

        var asked = world.Origin.Asked.ShouldHaveSingleItem();
        asked.Tenant.ShouldBe(CacheWorld.Bob);
        asked.Validators.ShouldBeNull();
    }

    [Fact]
    public async Task Fetch_T20_OtherKeyWithTheSameBytes_SharesNoFile()
    {
        await using var world = new CacheWorld();
        world.Answers(_ => world.Origin.Image(First, world.Origin.Policy(3600)));

        await world.BytesAsync(CacheWorld.Alice);
        await world.BytesAsync(CacheWorld.Bob);
        await world.RestartAsync();

        world.Files.Count().ShouldBe(4);
    }

    [Fact]
    public async Task Fetch_SameBytesUnderTwoUrls_AreKeptOnce()
    {
        await using var world = new CacheWorld();
        world.Answers(_ => world.Origin.Image(new byte[10_000], world.Origin.Policy(3600)));

        await world.BytesAsync();
        await world.BytesAsync(url: "https://example.com/other.png");
        await world.RestartAsync();

        world.Files.Count().ShouldBe(3);
        world.Files.Count(file => new FileInfo(file).Length > 10_000).ShouldBe(1);
    }

    [Fact]
    public async Task Fetch_AfterARestart_ServesFromDisk()
    {
        await using var world = new CacheWorld();
        world.Answers(_ => world.Origin.Image(First, world.Origin.Policy(60)));

        await world.BytesAsync();
        await world.RestartAsync();

        (await world.BytesAsync()).ShouldBe(First);
        world.Origin.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Fetch_DiskOnly_ServesFromDisk()
    {
        await using var world = new CacheWorld(memoryBytes: 0);
        world.Answers(_ => world.Origin.Image(First, world.Origin.Policy(60)));

        await world.BytesAsync();
        await world.RestartAsync();

        (await world.BytesAsync()).ShouldBe(First);
        world.Origin.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Fetch_CacheOff_KeepsNothing()
    {
        await using var world = new CacheWorld(memoryBytes: 0, diskBytes: 0);
        world.Answers(_ => world.Origin.Image(First, world.Origin.Policy(60, etag: "\"a\"")));

        await world.BytesAsync();
        await world.BytesAsync();

        world.Origin.Asked.ShouldAllBe(asked => asked.Validators == null);
        world.Origin.Asked.Count.ShouldBe(2);
        world.Files.ShouldBeEmpty();
        world.Origin.Out.ShouldBe(0);
    }

    [Fact]
    public async Task Fetch_T21_FilesTellNeitherUrlNorKey()
    {
        await using var world = new CacheWorld();
        world.Answers(_ => world.Origin.Image(First, world.Origin.Policy(60, etag: "\"a\"")));

        await world.BytesAsync();
        await world.RestartAsync();

        world.Files.ShouldNotBeEmpty();
        foreach (var file in world.Files)
        {
            var text = file + Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            text.ShouldNotContain("canary");
            text.ShouldNotContain("example.com");
            text.ShouldNotContain("alice");
        }
    }

    [Fact]
    public async Task Fetch_RefusedUrl_IsRefusedAlthoughItIsKept()
    {
        await using var world = new CacheWorld();

        (await world.FetchAsync(url: "https://refused/")).Error.ShouldBe(FetchErrors.Address);
        (await world.Fetcher.CheckAddressAsync("https://refused/", TestContext.Current.CancellationToken)).ShouldBe(FetchErrors.Address);

        world.Origin.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fetch_ClockSetBack_AsksAgain()
    {
        await using var world = new CacheWorld();
        world.Answers(_ => world.Origin.Image(First, world.Origin.Policy(60) with { ReceivedAt = world.Time.GetUtcNow() + TimeSpan.FromHours(1) }));

        await world.BytesAsync();
        await world.BytesAsync();

        world.Origin.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Fetch_HammeredFromAllSides_NeverShowsForeignOrSpoiltBytes()
    {
        await using var world = new CacheWorld(memoryBytes: 20_000, diskBytes: 60_000);
        world.Origin.Script = async (url, tenant, validators, stop) =>
        {
            await Task.Yield();
            stop.ThrowIfCancellationRequested();
            var turn = url.GetHashCode(StringComparison.Ordinal) & 3;
            return turn == 0 && validators is not null
                ? world.Origin.Unchanged(world.Origin.Policy(etag: "\"a\""))
                : world.Origin.Image(Expected(url, tenant), world.Origin.Policy(turn == 1 ? 3600 : 0, mayStore: turn != 2, etag: turn == 3 ? null : "\"a\""));
        };

        var fetched = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 4_000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var tenant = i % 2 == 0 ? CacheWorld.Alice : CacheWorld.Bob;
            var url = $"https://example.com/{i * 7919 % 40}";
            using var patience = new CancellationTokenSource();
            var fetching = world.FetchAsync(tenant, url, patience.Token).AsTask();
            if (i % 11 == 0)
            {
                await patience.CancelAsync();
            }

            try
            {
                using var image = (await fetching).Value;
                await Task.Yield();
                image.Bytes.Span.SequenceEqual(Expected(url, tenant)).ShouldBeTrue();
                Interlocked.Increment(ref fetched);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                // One of those who left.
            }
        });

        fetched.ShouldBeGreaterThan(3_000);
        await world.Cache.DisposeAsync();
        SpinWait.SpinUntil(() => world.Origin.Out == 0, TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    private static byte[] Expected(string url, KeyId tenant)
        => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"{tenant} {url};", 40)));
}
