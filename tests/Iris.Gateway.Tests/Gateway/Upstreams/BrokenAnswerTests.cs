using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Upstreams;

/// <summary>Rows F1, F6, F7 and F22 to F31: no answer, or one with status 200 that is none.</summary>
public sealed class BrokenAnswerTests
{
    private const string Hello = """{"model":"test/vision","messages":[{"role":"user","content":"hi"}]}""";
    private const string HelloStream = """{"model":"test/vision","stream":true,"messages":[{"role":"user","content":"hi"}]}""";

    public static TheoryData<string, string> Nonsense => new()
    {
        { "", "upstream_invalid_response" },
        { "   ", "upstream_invalid_response" },
        { "<html>busy</html>", "upstream_invalid_response" },
        { "ok", "upstream_invalid_response" },
        { "[]", "upstream_invalid_response" },
        { "{}", "upstream_invalid_response" },
        { """{"choices":[]}""", "upstream_invalid_response" },
        { """{"choices":null}""", "upstream_invalid_response" },
        { """{"choices":"hi"}""", "upstream_invalid_response" },
        { """{"choices":[{"message":{"content":"a"}}""", "upstream_invalid_response" },
        { """{"choices":[{"message":{"content":NaN}}]}""", "upstream_invalid_response" },
        { """{"choices":[{"message":{"\ud800":1}}]}""", "upstream_invalid_response" },
        { """{"choices":[{"message":{"content":"a"},"finish_reason":"\ud800"}]}""", "upstream_invalid_response" },
        { """{"error":{"message":"model crashed"}}""", "upstream_stream_error" },
        { """{"error":"model crashed"}""", "upstream_stream_error" },
        { """{"error":{"message":"busy","code":503}}""", "upstream_overloaded" },
        { """{"error":{"message":"bad key sk-live-1234567890","code":"401"}}""", "upstream_auth" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Post_NonsenseWithStatus200_IsNoSuccess(string body, string reason)
    {
        foreach (var request in (string[])[Hello, HelloStream])
        {
            await using var upstream = await FakeUpstream.StartAsync();
            await using var gateway = await RunningGateway.StartAsync(upstream);
            upstream.Next(200, body);

            using var response = await gateway.PostAsync(request);

            var error = await RunningGateway.ShouldFailAsync(response, reason == "upstream_overloaded" ? 503 : 502, reason);
            error.ToJsonString().ShouldNotContain("sk-live");
            gateway.Log.Errors.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Post_InvalidUtf8_IsNoSuccess()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.NextPieces(200, "application/json", [.. "{\"choices\":[{\"message\":{\"content\":\""u8, 0xFF, .. "\"}}]}"u8]);

        using var response = await gateway.PostAsync(Hello);

        await RunningGateway.ShouldFailAsync(response, 502, "upstream_invalid_response");
    }

    [Fact]
    public async Task Post_DeepNesting_IsNoSuccess()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(200, $$"""{"choices":[{"message":{"content":"a"} }],"x":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}""");

        using var response = await gateway.PostAsync(Hello);

        await RunningGateway.ShouldFailAsync(response, 502, "upstream_invalid_response");
    }

    [Fact]
    public async Task Post_TruncatedAnswer_IsNoSuccess()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.NextTruncated(FakeUpstream.Completion("whole"), announced: 100_000);

        using var response = await gateway.PostAsync(Hello);

        await RunningGateway.ShouldFailAsync(response, 502, "upstream_stream_cut");
    }

    [Fact]
    public async Task Post_ResetBeforeTheHead_IsUnavailable()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.NextReset();

        using var response = await gateway.PostAsync(Hello);

        await RunningGateway.ShouldFailAsync(response, 502, "upstream_unavailable");
    }

    [Fact]
    public async Task Post_ConnectionRefused_IsUnavailable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var gateway = await RunningGateway.StartAsync($"""
            providers:
            {RunningGateway.Provider("test", $"http://127.0.0.1:{port}/v1")}
            """);

        using var response = await gateway.PostAsync(Hello);

        var error = await RunningGateway.ShouldFailAsync(response, 502, "upstream_unavailable");
        error.ToJsonString().ShouldNotContain("127.0.0.1");
        response.Headers.Contains("x-should-retry").ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"prompt_tokens":-5,"completion_tokens":3}""")]
    [InlineData("""{"prompt_tokens":"12","completion_tokens":"3"}""")]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":9223372036854775808}""")]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":1.5}""")]
    [InlineData("""{"total_tokens":12}""")]
    [InlineData("""{}""")]
    [InlineData("null")]
    [InlineData("\"none\"")]
    [InlineData("[1]")]
    public async Task Post_OddUsage_IsEstimated(string usage)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(200, $$"""{"choices":[{"index":0,"message":{"role":"assistant","content":"twelve bytes"},"finish_reason":"stop"}],"usage":{{usage}}}""");

        using var response = await gateway.PostAsync(Hello);

        ((int)response.StatusCode).ShouldBe(200);
        ShouldBeEstimated((await RunningGateway.JsonAsync(response))["usage"]!, completionTokens: 4);
        (await gateway.StopAndReadLedgerAsync()).Single().Estimated.ShouldBeTrue();
    }

    [Fact]
    public async Task Post_UsageMissing_IsEstimated()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(200, """{"choices":[{"message":{"content":"twelve bytes"}}]}""");

        using var response = await gateway.PostAsync(Hello);

        var answer = await RunningGateway.JsonAsync(response);
        ShouldBeEstimated(answer["usage"]!, completionTokens: 4);
        answer["choices"]![0]!["message"]!["role"]!.GetValue<string>().ShouldBe("assistant");
        answer["choices"]![0]!["index"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Post_GarbageBehindTheDocument_IsNoSuccess()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(200, FakeUpstream.Completion("ok") + Encoding.ASCII.GetString([0]) + "rest");

        using var response = await gateway.PostAsync(Hello);

        await RunningGateway.ShouldFailAsync(response, 502, "upstream_invalid_response");
    }

    internal static void ShouldBeEstimated(JsonNode usage, int completionTokens)
    {
        usage["estimated"]!.GetValue<bool>().ShouldBeTrue();
        usage["prompt_tokens"]!.GetValue<int>().ShouldBeGreaterThan(0);
        usage["completion_tokens"]!.GetValue<int>().ShouldBe(completionTokens);
        usage["total_tokens"]!.GetValue<int>().ShouldBe(usage["prompt_tokens"]!.GetValue<int>() + completionTokens);
    }
}
