using System.Net;
using System.Text;
using Iris.Core.Model;

namespace Iris.Gateway.Tests.Fetching;

public sealed class FetchRedirectTests
{
    public static TheoryData<string> RedirectVectors => SsrfVector.Ids("J");

    [Theory]
    [MemberData(nameof(RedirectVectors))]
    public async Task Vector_OfTheCorpus_IsJudgedAsListed(string id)
    {
        var vector = SsrfVector.Get(id);
        var (origin, certificates) = Scenario(id);
        await using var world = new FetchWorld(origin, certificates: certificates?.Trust());
        world.Resolver.Answer("rebind.test", (turn, _) => Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Parse("127.0.0.1")]));

        var outcome = await world.FetchAsync(certificates is null ? null : $"https://{FetchWorld.OriginHost}:{origin.Port}/");

        if (vector.Expected.StartsWith("ALLOW", StringComparison.Ordinal))
        {
            outcome.Error.ShouldBeNull();
            outcome.Value.Dispose();
        }
        else
        {
            outcome.Error.ShouldNotBeNull().Reason.ShouldBe(vector.Code);
        }

        world.NothingReached();
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(4, ErrorReason.ImageFetchFailed)]
    public async Task Hops_UpToThree_AreFollowed(int hops, string? reason)
    {
        await using var world = new FetchWorld(Hops(hops));

        var outcome = await world.FetchAsync();

        outcome.Error?.Reason.ShouldBe(reason);
        outcome.Succeeded.ShouldBe(reason is null);
        world.Origin.Connections.ShouldBe(4);
        world.Resolver.Questions.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("/b.png", "/b.png")]
    [InlineData("b.png?x=%7e", "/dir/b.png?x=%7e")]
    [InlineData("?q=2", "/dir/a.png?q=2")]
    [InlineData("/ü.png#part", "/%C3%BC.png")]
    public async Task Location_Relative_IsReadAgainstTheHop(string location, string target)
    {
        var origin = new ScriptedOrigin((head, stream, token) => stream.WriteAsync(
            head.Contains("q=1", StringComparison.Ordinal)
                ? Encoding.UTF8.GetBytes($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n")
                : ScriptedOrigin.Ok(ScriptedOrigin.Image),
            token).AsTask());
        await using var world = new FetchWorld(origin);

        var outcome = await world.FetchAsync(world.OriginUrl("/dir/a.png?q=1"));

        outcome.Error.ShouldBeNull();
        outcome.Value.Dispose();
        origin.Heads.Last().Split("\r\n")[0].ShouldBe($"GET {target} HTTP/1.1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Location: /a\r\nLocation: /b\r\n")]
    public async Task Location_MissingOrTwice_Fails(string header)
    {
        await using var world = new FetchWorld(ScriptedOrigin.Fixed(Encoding.ASCII.GetBytes($"HTTP/1.1 302 Found\r\n{header}Content-Length: 0\r\n\r\n")));

        var outcome = await world.FetchAsync();

        outcome.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageFetchFailed);
        world.Origin.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Redirect_ToLoopbackOnARealSocket_ReachesNobody()
    {
        await using var canary = ScriptedOrigin.Canary();
        await using var origin = ScriptedOrigin.Redirecting($"http://127.0.0.1:{canary.Port}/");
        using var fetcher = new Iris.Imaging.Fetching.GuardedImageFetcher(new() { Allow = new HashSet<string> { $"localhost:{origin.Port}" } });

        var outcome = await fetcher.FetchAsync($"http://localhost:{origin.Port}/a.png", FetchWorld.Tenant, TestContext.Current.CancellationToken);

        outcome.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageUrlAddressNotAllowed);
        origin.Connections.ShouldBe(1);
        canary.Connections.ShouldBe(0);
    }

    private static ScriptedOrigin Hops(int hops)
    {
        var left = hops;
        return new ScriptedOrigin((_, stream, token) => stream.WriteAsync(
            Interlocked.Decrement(ref left) >= 0 ? "HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n"u8.ToArray() : ScriptedOrigin.Ok(ScriptedOrigin.Image),
            token).AsTask());
    }

    private static (ScriptedOrigin Origin, TestCertificates? Certificates) Scenario(string id)
    {
        var certificates = id == "S242" ? TestCertificates.Create(FetchWorld.OriginHost) : null;
        var origin = id switch
        {
            "S235" => ScriptedOrigin.Redirecting("http://rebind.test/", 308),
            "S237" => ScriptedOrigin.Redirecting("file:///etc/passwd"),
            "S241" => ScriptedOrigin.Redirecting("http://example.com:6379/"),
            "S242" => new ScriptedOrigin((_, stream, token) => stream.WriteAsync("HTTP/1.1 302 Found\r\nLocation: http://example.com/\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), token).AsTask(), certificates!.Server),
            "S244" => Hops(4),
            "S245" => Hops(3),
            "S248" => ScriptedOrigin.Redirecting("/other", 300),
            "S249" => ScriptedOrigin.Fixed(ScriptedOrigin.Ok(ScriptedOrigin.Image, "Refresh: 0; url=http://example.com/\r\n")),
            "S250" => ScriptedOrigin.Fixed("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 5-9/100\r\nContent-Length: 5\r\n\r\nabcde"u8.ToArray()),
            "S251" => ScriptedOrigin.Fixed("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n"u8.ToArray()),
            // Without the corpus the test has been skipped before; a new row needs a scenario here.
            _ => throw new ArgumentOutOfRangeException(nameof(id), id, "No scenario"),
        };
        return (origin, certificates);
    }
}
