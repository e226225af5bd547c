using System.Text.Json.Nodes;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Upstreams;

/// <summary>Row F46: an upstream that streams when it was not asked to, or answers in one piece when a stream was asked for.</summary>
public sealed class ConvertedAnswerTests
{
    private const string Hello = """{"model":"test/vision","messages":[{"role":"user","content":"hi"}]}""";
    private const string HelloStream = """{"model":"test/vision","stream":true,"messages":[{"role":"user","content":"hi"}]}""";

    [Fact]
    public async Task Stream_WholeAnswer_BecomesAStream()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.NextAnswer("A red bicycle.", promptTokens: 812, completionTokens: 6);

        using var response = await gateway.PostAsync(HelloStream);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var events = await ServerSentEvents.ReadAsync(response);
        events.Count.ShouldBe(3);
        events[^1].ShouldBe("[DONE]");
        var chunk = JsonNode.Parse(events[0])!.AsObject();
        chunk["object"]!.GetValue<string>().ShouldBe("chat.completion.chunk");
        chunk.ContainsKey("system_fingerprint").ShouldBeFalse();
        chunk.ContainsKey("usage").ShouldBeFalse();
        var choice = chunk["choices"]![0]!.AsObject();
        choice.ContainsKey("message").ShouldBeFalse();
        choice["delta"]!.AsObject().Select(member => member.Key).ShouldBe(["role", "content"]);
        choice["delta"]!["content"]!.GetValue<string>().ShouldBe("A red bicycle.");
        choice["finish_reason"]!.GetValue<string>().ShouldBe("stop");
        JsonNode.Parse(events[1])!["usage"]!["prompt_tokens"]!.GetValue<int>().ShouldBe(812);
    }

    [Fact]
    public async Task Stream_WholeAnswerWithToolCalls_NumbersThem()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(200, """{"choices":[{"index":0,"message":{"role":"assistant","content":null,"refusal":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"x","arguments":"{}"}},{"id":"b","type":"function","function":{"name":"y","arguments":"{}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}""");

        using var response = await gateway.PostAsync(HelloStream);

        var events = await ServerSentEvents.ReadAsync(response);
        var delta = JsonNode.Parse(events[0])!["choices"]![0]!["delta"]!.AsObject();
        delta.ContainsKey("refusal").ShouldBeFalse();
        delta["tool_calls"]!.AsArray().Select(call => (call!["index"]!.GetValue<int>(), call["id"]!.GetValue<string>())).ShouldBe([(0, "a"), (1, "b")]);
    }

    [Fact]
    public async Task Whole_StreamedAnswer_BecomesOneDocument()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.NextStream("A \\\"red\\\"", " bi\\ud83d", "\\udeb2cycle.");

        using var response = await gateway.PostAsync(Hello);

        ((int)response.StatusCode).ShouldBe(200);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var answer = await RunningGateway.JsonAsync(response);
        answer["object"]!.GetValue<string>().ShouldBe("chat.completion");
        answer["choices"]!.AsArray().Count.ShouldBe(1);
        var choice = answer["choices"]![0]!;
        choice["message"]!["role"]!.GetValue<string>().ShouldBe("assistant");
        choice["message"]!["content"]!.GetValue<string>().ShouldBe("A \"red\" bi🚲cycle.");
        choice["message"]!.AsObject().ContainsKey("tool_calls").ShouldBeFalse();
        choice["finish_reason"]!.GetValue<string>().ShouldBe("stop");
        answer["usage"]!["total_tokens"]!.GetValue<int>().ShouldBe(12);
    }

    [Fact]
    public async Task Whole_StreamedToolCallsOfTwoChoices_ArePutTogether()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        string[] chunks =
        [
            """{"choices":[{"index":1,"delta":{"role":"assistant","content":"sec","reasoning":"th"},"logprobs":{"content":[{"token":"sec"}]}}]}""",
            """{"choices":[{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"look","arguments":""}}]}}]}""",
            """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"a\""}},{"index":1,"id":"c2","type":"function","function":{"name":"go","arguments":"{}"}}]}}]}""",
            """{"choices":[{"index":1,"delta":{"content":"ond","reasoning":"ought"},"logprobs":{"content":[{"token":"ond"}]},"finish_reason":"length"}]}""",
            """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":":1}"}}]},"finish_reason":"tool_calls"}]}""",
        ];
        upstream.Next(200, string.Concat(chunks.Select(chunk => $"data: {chunk}\n\n")) + "data: [DONE]\n\n", "text/event-stream");

        using var response = await gateway.PostAsync(Hello);

        var answer = await RunningGateway.JsonAsync(response);
        var (first, second) = (answer["choices"]![0]!, answer["choices"]![1]!);
        first["index"]!.GetValue<int>().ShouldBe(0);
        first["finish_reason"]!.GetValue<string>().ShouldBe("tool_calls");
        first["message"]!["content"].ShouldBeNull();
        first["message"]!["tool_calls"]!.ToJsonString().ShouldBe(
            JsonNode.Parse("""[{"id":"c1","type":"function","function":{"name":"look","arguments":"{\"a\":1}"}},{"id":"c2","type":"function","function":{"name":"go","arguments":"{}"}}]""")!.ToJsonString());
        second["message"]!["content"]!.GetValue<string>().ShouldBe("second");
        second["message"]!["reasoning"]!.GetValue<string>().ShouldBe("thought");
        second["finish_reason"]!.GetValue<string>().ShouldBe("length");
        second["logprobs"]!["content"]!.AsArray().Count.ShouldBe(2);
        BrokenAnswerTests.ShouldBeEstimated(answer["usage"]!, completionTokens: 5);
    }

    [Fact]
    public async Task Whole_StreamThatBreaksOff_IsAnHttpError()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(200, FakeUpstream.Chunk("half"), "text/event-stream");

        using var response = await gateway.PostAsync(Hello);

        await RunningGateway.ShouldFailAsync(response, 502, "upstream_stream_cut");
    }

    [Fact]
    public async Task Whole_Status201_Becomes200()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(201, FakeUpstream.Completion("ok"));

        using var response = await gateway.PostAsync(Hello);

        ((int)response.StatusCode).ShouldBe(200);
    }
}
