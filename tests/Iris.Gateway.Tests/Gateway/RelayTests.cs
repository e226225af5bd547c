using System.Text.Json.Nodes;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway;

public sealed class RelayTests
{
    private const string Hello = """{"model":"test/vision","messages":[{"role":"user","content":"hi"}]}""";

    [Fact]
    public async Task Post_WholeAnswer_HasTheShapeThatEverySdkReads()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.NextAnswer("A red bicycle.", promptTokens: 812, completionTokens: 6);

        foreach (var path in (string[])["/v1/chat/completions", "/api/v1/chat/completions", "/chat/completions"])
        {
            using var response = await gateway.PostAsync(Hello, path);
            ((int)response.StatusCode).ShouldBe(200);
            response.Headers.GetValues("X-Generation-Id").Single().ShouldStartWith("gen-");
            var answer = (await RunningGateway.JsonAsync(response)).AsObject();
            answer["object"]!.GetValue<string>().ShouldBe("chat.completion");
            answer["model"]!.GetValue<string>().ShouldBe("test/vision");
            answer.ContainsKey("system_fingerprint").ShouldBeTrue();
            answer["system_fingerprint"].ShouldBeNull();
            var choice = answer["choices"]![0]!.AsObject();
            choice["index"]!.GetValue<int>().ShouldBe(0);
            choice["finish_reason"]!.GetValue<string>().ShouldBe("stop");
            choice["message"]!["role"]!.GetValue<string>().ShouldBe("assistant");
            choice["message"]!.AsObject().ContainsKey("tool_calls").ShouldBeFalse();
            answer["usage"]!["total_tokens"]!.GetValueKind().ShouldBe(System.Text.Json.JsonValueKind.Number);
        }
    }

    [Fact]
    public async Task Post_Stream_SendsNormalisedChunksThenUsageThenDone()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.NextStream("A", " red", " bicycle.");
        using var response = await gateway.PostAsync("""{"model":"test/vision","stream":true,"messages":[{"role":"user","content":"hi"}]}""");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var events = await ServerSentEvents.ReadAsync(response);
        events[^1].ShouldBe("[DONE]");
        var chunks = events.SkipLast(1).Select(data => JsonNode.Parse(data)!.AsObject()).ToList();
        foreach (var chunk in chunks)
        {
            chunk["object"]!.GetValue<string>().ShouldBe("chat.completion.chunk");
            chunk["id"]!.GetValue<string>().ShouldBe(chunks[0]["id"]!.GetValue<string>());
            chunk.ContainsKey("system_fingerprint").ShouldBeFalse();
            (chunk.ContainsKey("usage") && chunk["usage"] is null).ShouldBeFalse();
        }

        string.Concat(chunks.SelectMany(chunk => chunk["choices"]!.AsArray()).Select(choice => choice!["delta"]!["content"]?.GetValue<string>())).ShouldBe("A red bicycle.");
        chunks[^1]["choices"]!.AsArray().ShouldBeEmpty();
        chunks[^1]["usage"]!["total_tokens"]!.GetValue<int>().ShouldBe(12);
        upstream.Single.Json["stream_options"]!["include_usage"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Post_UnknownFields_ReachTheUpstreamUntouched()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using var response = await gateway.PostAsync("""{"zzz":{"a":[1,2.50,"\u00e4"]},"model":"test/vision","messages":[{"role":"user","content":"hi","zz":1}],"top_k":5}""");

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.Text.ShouldBe("""{"zzz":{"a":[1,2.50,"\u00e4"]},"model":"test/vision","messages":[{"role":"user","content":"hi","zz":1}],"top_k":5}""");
        upstream.Single.Headers["Authorization"].ShouldBe("Bearer upstream-secret-key-0123456789");
        upstream.Single.Path.ShouldBe("/v1/chat/completions");
    }

    [Fact]
    public async Task Post_StreamCutByTheUpstream_EndsWithAnErrorEventAndDone()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(200, FakeUpstream.Chunk("half"), "text/event-stream");
        using var response = await gateway.PostAsync("""{"model":"test/vision","stream":true,"messages":[{"role":"user","content":"hi"}]}""");

        var events = await ServerSentEvents.ReadAsync(response);
        events[^1].ShouldBe("[DONE]");
        var last = JsonNode.Parse(events[^2])!;
        last["error"]!["code"]!.GetValue<int>().ShouldBe(502);
        last["error"]!["metadata"]!["reason"]!.GetValue<string>().ShouldBe("upstream_stream_cut");
        last["choices"]![0]!["finish_reason"]!.GetValue<string>().ShouldBe("error");
        events[0].ShouldContain("half");
    }

    [Fact]
    public async Task Post_WholeAnswer_KeepsTheProvidersOtherMembers()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(200, FakeUpstream.Completion("ok").Replace("\"model\":\"up\"", "\"model\":\"up\",\"service_tier\":null,\"citations\":[\"https://a.example/\"]", StringComparison.Ordinal));
        using var response = await gateway.PostAsync(Hello);

        var answer = (await RunningGateway.JsonAsync(response)).AsObject();
        answer["citations"]![0]!.GetValue<string>().ShouldBe("https://a.example/");
        answer["model"]!.GetValue<string>().ShouldBe("test/vision");
        answer.ContainsKey("service_tier").ShouldBeFalse();
    }

    [Theory]
    [InlineData("\"max_tokens\":1000", 200)]
    [InlineData("\"max_tokens\":1000,\"n\":3", 402)]
    [InlineData("\"max_completion_tokens\":1,\"max_tokens\":100000", 402)]
    public async Task Post_WorstCost_CountsEveryAnswerThatIsAskedFor(string members, int status)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync($$"""
            providers:
              openai:
                base_url: {{upstream.BaseUrl}}
                api_key: upstream-secret-key-0123456789
                models: [gpt-4o]
            limits:
              default_key_budget_usd: 0.02
            """);
        using var response = await gateway.PostAsync($$"""{"model":"gpt-4o",{{members}},"messages":[{"role":"user","content":"hi"}]}""");

        ((int)response.StatusCode).ShouldBe(status, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        upstream.Received.Count.ShouldBe(status == 200 ? 1 : 0);
    }
}
