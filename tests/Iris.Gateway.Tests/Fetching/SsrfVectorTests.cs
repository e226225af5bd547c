using System.Net;
using System.Net.Sockets;
using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Gateway.Tests.Fetching;

/// <summary>Every text vector of the corpus, as the caller's URL and as the target of a redirect.</summary>
public sealed class SsrfVectorTests
{
    public static TheoryData<string> TextVectors => SsrfVector.Ids("ABCDEFGI");

    public static TheoryData<string> NameVectors => SsrfVector.Ids("H");

    [Theory]
    [MemberData(nameof(TextVectors))]
    public async Task Vector_H1_H5_AsImageUrl_IsJudgedAsListed(string id)
    {
        var vector = SsrfVector.Get(id);
        await using var world = new FetchWorld();

        var outcome = await world.FetchAsync(vector.Input);

        AssertVerdict(world, vector, outcome, exactCode: true);
        if (vector.Expected == "DENY")
        {
            world.Resolver.Questions.ShouldBeEmpty();
            world.Fetcher.Check(vector.Input).ShouldNotBeNull().Reason.ShouldBe(vector.Code);
        }
        else
        {
            world.Fetcher.Check(vector.Input).ShouldBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(TextVectors))]
    public async Task Vector_H4_H5_AsRedirectTarget_IsJudgedAsListed(string id)
    {
        var vector = SsrfVector.Get(id);
        await using var world = new FetchWorld(ScriptedOrigin.Redirecting(vector.Input));

        var outcome = await world.FetchAsync();

        if (vector.Input.Contains("\r\n", StringComparison.Ordinal))
        {
            // The line break ends the header; what stands before it is the target.
            vector = vector with { Input = vector.Input.Split('\r')[0], Expected = "ALLOW" };
        }

        // In a Location header white space is trimmed or ends the header, and a text without scheme is relative to the origin.
        var sameText = Uri.CheckSchemeName(vector.Input.Split(':')[0]) && !vector.Input.Any(char.IsControl) && vector.Input.Trim() == vector.Input;
        AssertVerdict(world, vector, outcome, sameText);
    }

    [Theory]
    [MemberData(nameof(NameVectors))]
    public async Task Name_AsImageUrl_IsJudgedAsListed(string id) => await AssertNameAsync(SsrfVector.Get(id), redirect: false);

    [Theory]
    [MemberData(nameof(NameVectors))]
    public async Task Name_AsRedirectTarget_IsJudgedAsListed(string id) => await AssertNameAsync(SsrfVector.Get(id), redirect: true);

    private static async Task AssertNameAsync(SsrfVector vector, bool redirect)
    {
        var time = new ManualTime();
        await using var world = new FetchWorld(redirect ? ScriptedOrigin.Redirecting(vector.Input) : null, time);
        var host = new Uri(vector.Input).Host;
        var slow = new TaskCompletionSource();
        world.Resolver.Answer(host, (turn, token) => AnswerAsync(vector.DnsStub, turn, slow, token));

        var fetching = world.FetchAsync(redirect ? world.OriginUrl() : vector.Input).AsTask();
        if (vector.DnsStub.StartsWith("no answer", StringComparison.Ordinal))
        {
            await slow.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            time.Advance(TimeSpan.FromSeconds(10));
        }

        var outcome = await fetching;
        world.Resolver.Questions.Count(name => name == host).ShouldBe(1);
        if (vector.Expected == "DENY")
        {
            AssertVerdict(world, vector, outcome, exactCode: true);
        }
        else
        {
            outcome.Succeeded.ShouldBeTrue();
            outcome.Value.Dispose();
            var dialled = world.Dialer.Diverted.ShouldHaveSingleItem();
            dialled.ShouldBe(new IPEndPoint(IPAddress.Parse(StubResolver.Public), 80));
        }
    }

    private static async Task<IReadOnlyList<IPAddress>> AnswerAsync(string stub, int turn, TaskCompletionSource slow, CancellationToken token)
    {
        switch (stub)
        {
            case "NXDOMAIN":
                throw new SocketException((int)SocketError.HostNotFound);
            case "2000 A records":
                return [.. Enumerable.Range(0, 2000).Select(i => new IPAddress([93, 184, (byte)(i >> 8), (byte)i]))];
            case var text when text.StartsWith("no answer", StringComparison.Ordinal):
                slow.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return [];
            case var text when text.StartsWith("1st ", StringComparison.Ordinal):
                return [IPAddress.Parse(turn == 1 ? StubResolver.Public : "127.0.0.1")];
            case var text when text.StartsWith("A = the gateway", StringComparison.Ordinal):
                return [IPAddress.Parse(FetchWorld.OwnAddress)];
            default:
                return [.. stub.Split(", ").Select(record => IPAddress.Parse(record.Split(' ')[^1]))];
        }
    }

    private static void AssertVerdict(FetchWorld world, SsrfVector vector, Outcome<FetchedImage> outcome, bool exactCode)
    {
        if (vector.Expected == "ALLOW")
        {
            outcome.Error.ShouldBeNull();
            outcome.Value.Bytes.ToArray().ShouldBe(ScriptedOrigin.Image);
            outcome.Value.Dispose();
            var dialled = world.Dialer.Diverted.ShouldHaveSingleItem();
            dialled.ShouldNotBeNull().Port.ShouldBe(80);
            return;
        }

        vector.Expected.ShouldBe("DENY");
        var error = outcome.Error.ShouldNotBeNull();
        error.Row.Kind.ShouldBe(ErrorKind.ImageFetch);
        if (exactCode)
        {
            error.Reason.ShouldBe(vector.Code);
        }

        world.NothingReached();
        AssertSaysNothing(error.Message);
    }

    private static void AssertSaysNothing(string message)
    {
        string[] secrets = ["127.", "169.254", "10.0", "::", FetchWorld.OwnAddress, "rebind", "?"];
        foreach (var secret in secrets)
        {
            message.ShouldNotContain(secret);
        }
    }
}
