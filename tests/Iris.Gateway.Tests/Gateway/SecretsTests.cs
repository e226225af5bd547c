using System.Text;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway;

/// <summary>Nothing of a caller or an operator that is nobody's business reaches a log or an error body, whatever goes right or wrong.</summary>
public sealed class SecretsTests
{
    private const string Prompt = "canary-prompt-7f3a";
    private const string Query = "canary-query-91bd";
    private const string UpstreamWords = "canary-answer-c00d";

    private static readonly byte[] Picture = Pictures.Noise(64, 64);
    private static readonly string Base64 = Pictures.Base64(Picture);

    /// <summary>What an upstream does in turn: each with what it may echo.</summary>
    public static TheoryData<int, string, string> Answers => new()
    {
        { 200, "application/json", FakeUpstream.Completion(UpstreamWords) },
        { 200, "text/event-stream", FakeUpstream.Stream(UpstreamWords) },
        { 200, "text/event-stream", FakeUpstream.Chunk(UpstreamWords) },
        { 200, "application/json", "{\"choices\":[" },
        { 200, "text/html", $"<html>{Prompt}</html>" },
        { 200, "application/json", Error },
        { 400, "application/json", Error },
        { 401, "application/json", Error },
        { 403, "application/json", Error },
        { 404, "application/json", Error },
        { 413, "application/json", Error },
        { 422, "application/json", Error },
        { 429, "application/json", Error },
        { 500, "application/json", Error },
        { 503, "text/html", $"<html>{RunningGateway.UpstreamKey}</html>" },
        { 400, "text/plain", $"bad key {RunningGateway.UpstreamKey} for https://vendor.example/x?sig={Query} with {Base64}" },
    };

    /// <summary>Requests that fail by themselves.</summary>
    public static TheoryData<string> BadRequests =>
    [
        $$"""{"model":"test/vision","messages":[{"role":"user","content":"{{Prompt}}"}""",
        $$"""{"model":"test/vision","messages":[{"role":"user","role":"x","content":"{{Prompt}}"}]}""",
        $$"""{"model":"test/vision","max_tokens":"{{Prompt}}","messages":[{"role":"user","content":"{{Prompt}}"}]}""",
        $$"""{"model":"test/vision","messages":[{"role":"user","content":[{"type":"{{Prompt}}-image_url","text":"{{Prompt}}"},{"type":"image_url"}]}]}""",
        $$"""{"model":"test/vision","messages":[{"role":"user","content":[{"type":"text","text":"{{Prompt}}"},{"type":"image","image":"{{Base64}}!"}]}]}""",
        $$"""{"model":"test/vision","messages":[{"role":"user","content":[{"type":"text","text":"{{Prompt}}"},{"type":"image","image":"{{Base64[..4000]}}"}]}]}""",
        $$"""{"model":"test/vision","messages":[{"role":"user","content":[{"type":"image_url","image_url":"http://127.0.0.1:1/a.png?sig={{Query}}"}]}]}""",
        $$"""{"model":"test/vision","messages":[{"role":"user","content":[{"type":"image_url","image_url":"http://127.0.0.1:9/a.png?sig={{Query}}"}]}]}""",
        $$"""{"model":"test/vision","messages":[{"role":"user","content":[{"type":"image_url","image_url":"ftp://x.example/a.png?sig={{Query}}"}]}]}""",
        $$"""{"model":"test/vision","messages":[{"role":"user","content":[{"type":"image_url","image_url":"http://[{{Query}}/a.png?sig={{Query}}"}]}]}""",
        $$"""{"model":"test/vision","messages":[{"role":"user","content":[{"type":"image_url","image_url":"{{Prompt}}"}]}]}""",
        $$"""{"model":"iris/local-vision","messages":[{"role":"user","content":[{"type":"text","text":"{{Prompt}}"},{"type":"image","image":"{{Pictures.Base64(Broken())}}"}]}]}""",
        $$"""{"model":"iris/local-vision","messages":[{"role":"user","content":"{{Prompt}}"}]}""",
    ];

    private static string Error => $$$"""{"error":{"message":"Key {{{RunningGateway.UpstreamKey}}} may not fetch https://vendor.example/a.png?sig={{{Query}}} nor read {{{Base64}}}","code":"x-{{{RunningGateway.UpstreamKey}}}","param":"{{{RunningGateway.UpstreamKey}}}"}}""";

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Upstream_AnyAnswer_LeavesNoSecretBehind(int status, string contentType, string body)
    {
        foreach (var stream in (string[])["false", "true"])
        {
            await using var upstream = await FakeUpstream.StartAsync();
            await using var gateway = await RunningGateway.StartAsync(upstream);
            upstream.Next(status, body, contentType);

            using var response = await gateway.PostAsync($$"""{"model":"test/vision","stream":{{stream}},"user":"{{Query}}","messages":[{"role":"user","content":[{"type":"text","text":"{{Prompt}}"},{"type":"image","image":"{{Base64}}"}]}]}""");

            await ShouldTellNothingAsync(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), gateway);
        }
    }

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task Request_ThatFails_LeavesNoSecretBehind(string body)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, """
            images:
              fetch:
                allow: ["127.0.0.1:9"]
            """);

        using var response = await gateway.PostAsync(body);

        await ShouldTellNothingAsync(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), gateway);
    }

    [Fact]
    public async Task LocalVision_Describes_AndLogsNothingOfThePicture()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var response = await gateway.PostAsync(RunningGateway.Chat($$"""{"type":"text","text":"{{Prompt}}"},{"type":"image","image":"{{Base64}}"}""", "iris/local-vision"));

        ((int)response.StatusCode).ShouldBe(200);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain(Base64[..100]);
        await ShouldTellNothingAsync("", gateway);
        gateway.Log.Text.ShouldContain("images=1");
    }

    [Fact]
    public async Task Start_Lines_ShowNoKey()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);

        var lines = string.Join('\n', gateway.StartupLines);
        lines.ShouldContain("test");
        lines.ShouldNotContain(RunningGateway.UpstreamKey);
        lines.ShouldNotContain(RunningGateway.Key);
    }

    private static async Task ShouldTellNothingAsync(string body, RunningGateway gateway)
    {
        // The line of a request is logged behind its answer; stopping waits for it.
        await gateway.StopAndReadLedgerAsync();
        string[] secrets = [RunningGateway.Key, RunningGateway.UpstreamKey, Prompt, Query, .. Base64.Chunk(100).Take(50).Select(piece => new string(piece)), Encoding.Latin1.GetString(Picture, 60, 20)];
        foreach (var secret in secrets)
        {
            gateway.Log.Text.ShouldNotContain(secret, Case.Sensitive);
            body.ShouldNotContain(secret, Case.Sensitive);
        }

        gateway.Log.Text.ShouldNotContain(UpstreamWords, Case.Sensitive);
    }

    /// <summary>A PNG whose header is good and whose pixels are not.</summary>
    private static byte[] Broken() => Pictures.Png(64, 64, [0x78, 0x9C, 0xFF, 0xFF, 0xFF, 0xFF]);
}
