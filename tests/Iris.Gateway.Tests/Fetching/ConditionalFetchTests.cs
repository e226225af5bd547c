using System.Net;
using System.Text;
using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Fetching;

/// <summary>Asking again with validators: the same guarded way, every rule as if for the first time.</summary>
public sealed class ConditionalFetchTests
{
    private const string ETag = "\"v1\"";
    private const string Date = "Thu, 19 Nov 2026 23:59:00 GMT";

    [Fact]
    public async Task Ask_WithETag_TakesNotModified()
    {
        await using var world = new FetchWorld(Origin());
        var validators = await ValidatorsAsync(world);

        var again = (await world.AskAsync(validators: validators)).Value;

        again.ShouldBeOfType<UnchangedAnswer>().Policy.FreshFor.ShouldBeGreaterThan(TimeSpan.FromSeconds(30));
        Header(world, 1, "If-None-Match").ShouldBe(ETag);
        Header(world, 1, "If-Modified-Since").ShouldBeNull();
    }

    [Fact]
    public async Task Ask_WithDateOnly_SendsItAsWritten()
    {
        await using var world = new FetchWorld(Origin());
        var validators = (await ValidatorsAsync(world)) with { ETag = null };

        (await world.AskAsync(validators: validators)).Value.ShouldBeOfType<UnchangedAnswer>();

        Header(world, 1, "If-Modified-Since").ShouldBe(Date);
    }

    [Fact]
    public async Task Ask_ForAnotherUrl_SendsNoValidatorsAndTakesNoNotModified()
    {
        await using var world = new FetchWorld(Origin());
        var validators = await ValidatorsAsync(world);

        (await world.AskAsync(world.OriginUrl("/a.png?other"), validators)).Value.ShouldBeOfType<ImageAnswer>().Image.Dispose();
        (await world.AskAsync(world.OriginUrl("/always-304"), validators)).Error.ShouldBe(FetchErrors.Failed);

        world.Origin.Heads.ShouldAllBe(head => !head.Contains("If-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_ThroughARedirect_SendsValidatorsToTheLastHopOnly()
    {
        await using var world = new FetchWorld(Origin());
        var validators = await ValidatorsAsync(world, world.OriginUrl("/moved"));
        world.Origin.Heads.Clear();

        (await world.AskAsync(world.OriginUrl("/moved"), validators)).Value.ShouldBeOfType<UnchangedAnswer>();

        world.Origin.Heads.Count.ShouldBe(2);
        Header(world, 0, "If-None-Match").ShouldBeNull();
        Header(world, 1, "If-None-Match").ShouldBe(ETag);
    }

    [Fact]
    public async Task Ask_NotModifiedNeverAskedFor_IsAFailure()
    {
        await using var world = new FetchWorld(ScriptedOrigin.Fixed("HTTP/1.1 304 Not Modified\r\n\r\n"u8.ToArray()));

        (await world.AskAsync()).Error.ShouldBe(FetchErrors.Failed);
        (await world.FetchAsync()).Error.ShouldBe(FetchErrors.Failed);
    }

    [Fact]
    public async Task Ask_NameThatNowLeadsInside_IsRefused()
    {
        await using var world = new FetchWorld();
        world.Resolver.Answer("rebind.test", (turn, _) => Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Parse(turn == 1 ? StubResolver.Public : "127.0.0.1")]));
        ((ImageAnswer)(await world.AskAsync("http://rebind.test/a.png")).Value).Image.Dispose();
        var url = ImageUrl.Parse("http://rebind.test/a.png").Value;

        (await world.AskAsync("http://rebind.test/a.png", new Validators(ETag, null, url.Digest))).Error.ShouldBe(FetchErrors.Address);

        world.Dialer.Diverted.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Ask_RedirectInsideOnTheSecondTime_IsRefused()
    {
        var turn = 0;
        var origin = new ScriptedOrigin((_, stream, token) => stream.WriteAsync(
            ++turn == 1 ? ScriptedOrigin.Ok(ScriptedOrigin.Image, $"ETag: {ETag}\r\n") : "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
            token).AsTask());
        await using var world = new FetchWorld(origin);
        var validators = await ValidatorsAsync(world);

        (await world.AskAsync(validators: validators)).Error.ShouldBe(FetchErrors.Address);

        world.NothingReached();
    }

    private static ScriptedOrigin Origin() => new((head, stream, token) => stream.WriteAsync(Answer(head), token).AsTask());

    private static byte[] Answer(string head) => head.Split(' ')[1] switch
    {
        "/moved" => "HTTP/1.1 302 Found\r\nLocation: /a.png\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
        "/always-304" => "HTTP/1.1 304 Not Modified\r\n\r\n"u8.ToArray(),
        _ when head.Contains("\r\nIf-", StringComparison.Ordinal) => Encoding.ASCII.GetBytes($"HTTP/1.1 304 Not Modified\r\nETag: {ETag}\r\nCache-Control: max-age=60\r\n\r\n"),
        _ => ScriptedOrigin.Ok(ScriptedOrigin.Image, $"ETag: {ETag}\r\nLast-Modified: {Date}\r\n"),
    };

    private static async Task<Validators> ValidatorsAsync(FetchWorld world, string? url = null)
    {
        var answer = (await world.AskAsync(url)).Value.ShouldBeOfType<ImageAnswer>();
        answer.Image.Dispose();
        return answer.Policy.Validators.ShouldNotBeNull();
    }

    private static string? Header(FetchWorld world, int request, string name)
        => world.Origin.Heads.ElementAt(request).Split("\r\n").FirstOrDefault(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))?[(name.Length + 2)..];
}
