using System.Text;
using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Fetching;

/// <summary>What an origin's headers allow to be kept, and how long it is fresh (RFC 9111). The clock stands at midnight, 20 November 2026.</summary>
public sealed class KeepPolicyTests
{
    private const string Now = "Fri, 20 Nov 2026 00:00:00 GMT";
    private const string InAMinute = "Fri, 20 Nov 2026 00:01:00 GMT";
    private const string AMinuteAgo = "Thu, 19 Nov 2026 23:59:00 GMT";

    [Theory]
    [InlineData("", 0, true)]
    [InlineData("Cache-Control: max-age=60", 60, true)]
    [InlineData("Cache-Control: MAX-AGE = 60", 60, true)]
    [InlineData("Cache-Control: max-age=\"60\"", 60, true)]
    [InlineData("Cache-Control: private, max-age=60, must-revalidate, immutable", 60, true)]
    [InlineData("Cache-Control: public\r\nCache-Control: max-age=60", 60, true)]
    [InlineData("Cache-Control: max-age=60, max-age=10", 10, true)]
    [InlineData("Cache-Control: max-age=60, s-maxage=3600", 60, true)]
    [InlineData("Cache-Control: s-maxage=3600", 0, true)]
    [InlineData("Cache-Control: max-age=31536000", 86400, true)]
    [InlineData("Cache-Control: max-age=99999999999999999999", 86400, true)]
    [InlineData("Cache-Control: max-age=-1", 0, true)]
    [InlineData("Cache-Control: max-age=1e3", 0, true)]
    [InlineData("Cache-Control: max-age", 0, true)]
    [InlineData("Cache-Control: no-cache, max-age=60", 0, true)]
    [InlineData("Cache-Control: no-cache=\"Set-Cookie, max-age\", max-age=60", 0, true)]
    [InlineData("Cache-Control: ext=\"max-age=5, no-store\", max-age=60", 60, true)]
    [InlineData("Cache-Control: no-store, max-age=60", 60, false)]
    [InlineData("Cache-Control: No-Store", 0, false)]
    [InlineData("Expires: " + InAMinute, 60, true)]
    [InlineData("Expires: " + InAMinute + "\r\nDate: " + Now, 60, true)]
    [InlineData("Expires: " + InAMinute + "\r\nCache-Control: max-age=10", 10, true)]
    [InlineData("Expires: " + Now + "\r\nDate: " + AMinuteAgo, 0, true)]
    [InlineData("Expires: 0", 0, true)]
    [InlineData("Expires: 0\r\nCache-Control: max-age=10", 10, true)]
    [InlineData("Expires: Friday, 20-Nov-26 00:01:00 GMT", 60, true)]
    [InlineData("Cache-Control: max-age=60\r\nAge: 20", 40, true)]
    [InlineData("Cache-Control: max-age=60\r\nAge: 61", 0, true)]
    [InlineData("Cache-Control: max-age=90\r\nDate: " + AMinuteAgo, 30, true)]
    [InlineData("Cache-Control: max-age=90\r\nDate: " + AMinuteAgo + "\r\nAge: 80", 10, true)]
    [InlineData("Last-Modified: " + AMinuteAgo, 0, true)]
    [InlineData("Cache-Control: max-age=60\r\nVary: Accept, User-Agent, Cookie", 60, true)]
    [InlineData("Cache-Control: max-age=60\r\nVary: *", 60, false)]
    [InlineData("Cache-Control: max-age=60\r\nVary: Accept, *", 60, false)]
    public async Task Answer_IsFreshAsLongAsItSays(string headers, double freshSeconds, bool mayStore)
    {
        var policy = (await AskAsync(headers)).Policy;

        policy.FreshFor.ShouldBe(TimeSpan.FromSeconds(freshSeconds));
        policy.MayStore.ShouldBe(mayStore);
    }

    [Theory]
    [InlineData("ETag: \"a\"", "\"a\"", null)]
    [InlineData("ETag: W/\"a b\"", "W/\"a b\"", null)]
    [InlineData("Last-Modified: " + AMinuteAgo, null, AMinuteAgo)]
    [InlineData("ETag: \"a\"\r\nLast-Modified: " + AMinuteAgo, "\"a\"", AMinuteAgo)]
    [InlineData("ETag: \"a\"\r\nETag: \"b\"", null, null)]
    [InlineData("ETag: \"\u00e9\"", null, null)]
    [InlineData("", null, null)]
    public async Task Answer_Validators_AreKeptAsWritten(string headers, string? etag, string? modified)
    {
        var validators = (await AskAsync(headers)).Policy.Validators;

        (validators?.ETag, validators?.LastModified).ShouldBe((etag, modified));
    }

    [Fact]
    public async Task Answer_ETagOfAKilobyteAndMore_IsNotKept()
        => (await AskAsync($"ETag: \"{new string('a', 1023)}\"")).Policy.Validators.ShouldBeNull();

    [Theory]
    [InlineData("Cache-Control: max-age=30", 30, true)]
    [InlineData("Cache-Control: max-age=90", 60, true)]
    [InlineData("", 0, true)]
    [InlineData("Cache-Control: no-store", 0, false)]
    public async Task Redirect_IsNoFresherThanAnyHop(string headers, double freshSeconds, bool mayStore)
    {
        var origin = new ScriptedOrigin((head, stream, token) => stream.WriteAsync(
            head.StartsWith("GET /a.png", StringComparison.Ordinal)
                ? Encoding.ASCII.GetBytes($"HTTP/1.1 302 Found\r\nLocation: /b.png\r\n{Lines(headers)}Content-Length: 0\r\n\r\n")
                : ScriptedOrigin.Ok(ScriptedOrigin.Image, "Cache-Control: max-age=60\r\nETag: \"b\"\r\n"),
            token).AsTask());
        await using var world = new FetchWorld(origin, new ManualTime());

        var policy = (await world.AskAsync()).Value.Policy;

        policy.FreshFor.ShouldBe(TimeSpan.FromSeconds(freshSeconds));
        policy.MayStore.ShouldBe(mayStore);
        policy.Validators!.Url.ShouldBe(ImageUrl.Parse(world.OriginUrl("/b.png")).Value.Digest);
    }

    private static async Task<FetchAnswer> AskAsync(string headers)
    {
        await using var world = new FetchWorld(ScriptedOrigin.Fixed([.. Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\n{Lines(headers)}Content-Length: 1\r\n\r\nx")]), new ManualTime());
        var answer = (await world.AskAsync()).Value;
        ((ImageAnswer)answer).Image.Dispose();
        return answer;
    }

    private static string Lines(string headers) => headers.Length == 0 ? "" : headers + "\r\n";
}
