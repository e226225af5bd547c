using System.Text;
using System.Text.Json.Nodes;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Upstreams;

/// <summary>Rows F34 to F45: streams that begin badly, break off, or are framed oddly.</summary>
public sealed class StreamFaultTests
{
    private const string HelloStream = """{"model":"test/vision","stream":true,"messages":[{"role":"user","content":"hi"}]}""";
    private const string Finish = """data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""" + "\n\n";
    private const string EventStream = "text/event-stream";

    [Theory]
    [InlineData("""data: {"error":{"message":"overloaded","code":503}}""", 503, "upstream_overloaded")]
    [InlineData("""data: {"error":{"message":"boom","type":"server_error","code":"server_error"}}""", 502, "upstream_stream_error")]
    [InlineData("""data: {"error":"boom"}""", 502, "upstream_stream_error")]
    [InlineData("data: nonsense", 502, "upstream_invalid_response")]
    [InlineData("data: [DONE]", 502, "upstream_stream_cut")]
    [InlineData(": only a comment", 502, "upstream_stream_cut")]
    public async Task Stream_FailureBeforeTheFirstEvent_IsAnHttpError(string line, int status, string reason)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(200, line + "\n\n", EventStream);

        using var response = await gateway.PostAsync(HelloStream);

        await RunningGateway.ShouldFailAsync(response, status, reason);
    }

    [Theory]
    [InlineData("""data: {"error":{"message":"boom","code":"server_error"}}""", "upstream_stream_error")]
    [InlineData("""data: {"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}],"error":{"code":502,"message":"Provider disconnected"}}""", "upstream_unavailable")]
    [InlineData("data: {\"choices\":[{", "upstream_invalid_response")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"\\ud800\":1}}]}", "upstream_invalid_response")]
    public async Task Stream_FailureAfterTheFirstEvent_IsToldInBand(string line, string reason)
    {
        var events = await SendAsync($"{FakeUpstream.Chunk("half")}{line}\n\n{FakeUpstream.Chunk("never seen")}");

        ShouldEndWithError(events, reason);
        Text(events).ShouldBe("half");
    }

    [Fact]
    public async Task Stream_ResetAfterTheFirstEvent_IsToldInBand()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        var held = upstream.NextHeld(FakeUpstream.Chunk("half"));

        // The head comes with the first event, so the gateway has seen it when the connection breaks.
        using var response = await gateway.PostAsync(HelloStream);
        held.Break();

        ShouldEndWithError(await ServerSentEvents.ReadAsync(response), "upstream_stream_cut");
        var row = (await gateway.StopAndReadLedgerAsync()).Single();
        row.Status.ShouldBe(502);
        row.Estimated.ShouldBeTrue();
        row.CompletionTokens.ShouldBe(2);
    }

    [Theory]
    [InlineData("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")]
    [InlineData("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n")]
    [InlineData("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"")]
    public async Task Stream_EndsInsideAnEvent_IsToldInBand(string rest)
    {
        var events = await SendAsync(FakeUpstream.Chunk("half") + rest);

        ShouldEndWithError(events, "upstream_stream_cut");
        Text(events).ShouldBe("half");
    }

    [Fact]
    public async Task Stream_EndsInsideACharacter_IsToldInBand()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.NextPieces(200, EventStream, Encoding.UTF8.GetBytes(FakeUpstream.Chunk("half")), [.. "data: {\"choices\":[{\"delta\":{\"content\":\""u8, 0xF0, 0x9F]);

        using var response = await gateway.PostAsync(HelloStream);

        ShouldEndWithError(await ServerSentEvents.ReadAsync(response), "upstream_stream_cut");
    }

    [Fact]
    public async Task Stream_FinishedWithoutDone_IsComplete()
    {
        var events = await SendAsync(FakeUpstream.Chunk("whole") + Finish);

        ShouldBeComplete(events, "whole");
        BrokenAnswerTests.ShouldBeEstimated(JsonNode.Parse(events[^2])!["usage"]!, completionTokens: 2);
    }

    [Fact]
    public async Task Stream_ContentBehindDone_IsIgnored()
        => ShouldBeComplete(await SendAsync(FakeUpstream.Stream("whole") + FakeUpstream.Chunk(" and more")), "whole");

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n")]
    public async Task Stream_AnyLineEnd_IsUnderstood(string lineEnd)
        => ShouldBeComplete(await SendAsync(FakeUpstream.Stream("a", "b", "c").Replace("\n", lineEnd, StringComparison.Ordinal)), "abc");

    [Fact]
    public async Task Stream_CommentsNamesAndMark_ArePassedOver()
    {
        var body = $"\uFEFF: hello\n\nevent: message\nid: 7\nretry: 10\n{FakeUpstream.Chunk("a")}: OPENROUTER PROCESSING\n\n:\n\nevent: ping\n\n{FakeUpstream.Chunk("b").Replace("data: ", "data:", StringComparison.Ordinal)}{Finish}data: [DONE]\n\n";

        ShouldBeComplete(await SendAsync(body), "ab");
    }

    [Fact]
    public async Task Stream_OneByteSegments_ComeOutTheSame()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.NextPieces(200, EventStream, [.. Encoding.UTF8.GetBytes(FakeUpstream.Stream("Füße 🚲", "\\u00e4", " end")).Select(value => (byte[])[value])]);

        using var response = await gateway.PostAsync(HelloStream);

        ShouldBeComplete(await ServerSentEvents.ReadAsync(response), "Füße 🚲ä end");
    }

    [Fact]
    public async Task Stream_OneLargeEvent_IsPassedOn()
    {
        var text = new string('x', 1_000_000);
        ShouldBeComplete(await SendAsync(FakeUpstream.Stream(text)), text);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":-5,"completion_tokens":3}""")]
    [InlineData("""{"prompt_tokens":"12","completion_tokens":"3"}""")]
    [InlineData("{}")]
    public async Task Stream_OddUsage_IsEstimated(string usage)
    {
        var events = await SendAsync($"{FakeUpstream.Chunk("twelve bytes")}{Finish}data: {{\"choices\":[],\"usage\":{usage}}}\n\ndata: [DONE]\n\n");

        ShouldBeComplete(events, "twelve bytes");
        BrokenAnswerTests.ShouldBeEstimated(JsonNode.Parse(events[^2])!["usage"]!, completionTokens: 4);
    }

    [Fact]
    public async Task Stream_ToolCallPieces_ArePassedOnAsTheyAre()
    {
        const string First = """data: {"choices":[{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"look","arguments":"{\"a"}}]},"finish_reason":null}]}""";
        const string Second = """data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\":1}"}}]},"finish_reason":null}]}""";
        const string Third = """data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""";
        var events = await SendAsync($"{First}\n\n{Second}\n\n{Third}\n\ndata: [DONE]\n\n");

        var calls = events.SkipLast(1).SelectMany(data => JsonNode.Parse(data)!["choices"]!.AsArray()).Select(choice => choice!["delta"]!["tool_calls"]?[0]).OfType<JsonNode>().ToList();
        calls[0]["id"]!.GetValue<string>().ShouldBe("c1");
        string.Concat(calls.Select(call => call["function"]!["arguments"]!.GetValue<string>())).ShouldBe("{\"a\":1}");
    }

    private static async Task<IReadOnlyList<string>> SendAsync(string body)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(200, body, EventStream);
        using var response = await gateway.PostAsync(HelloStream);

        ((int)response.StatusCode).ShouldBe(200);
        var events = await ServerSentEvents.ReadAsync(response);
        gateway.Log.Errors.ShouldBeEmpty();
        return events;
    }

    private static void ShouldBeComplete(IReadOnlyList<string> events, string text)
    {
        events[^1].ShouldBe("[DONE]");
        events.Count(data => data == "[DONE]").ShouldBe(1);
        events.ShouldNotContain(data => data.Contains("\"error\"", StringComparison.Ordinal));
        Text(events).ShouldBe(text);
        Choices(events).Select(choice => choice["finish_reason"]?.GetValue<string>()).OfType<string>().ShouldBe(["stop"]);
    }

    private static void ShouldEndWithError(IReadOnlyList<string> events, string reason)
    {
        events[^1].ShouldBe("[DONE]");
        var last = JsonNode.Parse(events[^2])!;
        last["error"]!["metadata"]!["reason"]!.GetValue<string>().ShouldBe(reason);
        last["error"]!["code"]!.GetValue<int>().ShouldBe(502);
        last["choices"]![0]!["finish_reason"]!.GetValue<string>().ShouldBe("error");
        Choices(events).Select(choice => choice["finish_reason"]?.GetValue<string>()).ShouldNotContain("stop");
    }

    private static string Text(IReadOnlyList<string> events) => string.Concat(Choices(events).Select(choice => choice["delta"]!["content"]?.GetValue<string>()));

    private static IEnumerable<JsonNode> Choices(IReadOnlyList<string> events)
        => events.Where(data => data != "[DONE]").SelectMany(data => JsonNode.Parse(data)!["choices"]!.AsArray()).OfType<JsonNode>();
}
