using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.FiveServices;

/// <summary>The documented requests of OpenRouter: <c>/api/v1</c>, its headers, both spellings of the image key, GIF besides the other formats (wire-level facts, sections 0 and 1).</summary>
public sealed class OpenRouterTests
{
    [Theory]
    [InlineData("image_url", "png")]
    [InlineData("image_url", "gif")]
    [InlineData("imageUrl", "png")]
    [InlineData("imageUrl", "gif")]
    public async Task Post_ContentParts_AreAnswered(string key, string format)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        var image = format == "gif" ? SampleImages.Gif(12, 9) : SampleImages.Png(12, 9);
        var body = $$"""
            {
              "model": "test/vision",
              "messages": [
                {
                  "role": "user",
                  "content": [
                    {"type": "text", "text": "What's in this image?"},
                    {"type": "image_url", "{{key}}": {"url": "{{Pictures.DataUrl(image, "image/jpeg")}}"} }
                  ]
                }
              ],
              "stream": false
            }
            """;

        using var response = await SendAsync(gateway, body);

        ((int)response.StatusCode).ShouldBe(200);
        response.Headers.Contains("X-Generation-Id").ShouldBeTrue();
        (await RunningGateway.JsonAsync(response))["choices"]![0]!["message"]!["content"]!.GetValue<string>().ShouldBe("ok");
        upstream.Single.Image(0).MediaType.ShouldBe($"image/{format}");
        upstream.Single.Image(0).Bytes.ShouldBe(image);
    }

    [Fact]
    public async Task Post_StringContent_IsAnswered()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);

        using var response = await SendAsync(gateway, """{"model":"test/vision","messages":[{"role":"user","content":"What is the meaning of life?"}]}""");

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.Json["messages"]![0]!["content"]!.GetValue<string>().ShouldBe("What is the meaning of life?");
    }

    [Fact]
    public async Task Post_RouterFields_AreTakenAndKeptFromOtherVendors()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);

        using var response = await SendAsync(gateway, """
            {"model":"test/vision","models":["test/vision","nobody/has-this"],"route":"fallback","transforms":["middle-out"],"usage":{"include":true},
             "provider":{"order":["test"],"allow_fallbacks":true,"max_price":{"prompt":1,"completion":"2"}},"plugins":[{"id":"web"}],
             "messages":[{"role":"user","content":"hi"}],"temperature":0.5,"session_id":"s"}
            """);

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.Json.AsObject().Select(member => member.Key).ShouldBe(["model", "messages", "temperature"]);
    }

    [Fact]
    public async Task Post_RouterFields_ReachOpenRouterItself()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync($"""
            providers:
            {RunningGateway.Provider("openrouter", upstream.BaseUrl)}
            """);

        using var response = await SendAsync(gateway, """{"model":"test/vision","messages":[{"role":"user","content":"hi"}],"provider":{"zdr":true},"transforms":[]}""");

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.Json["provider"]!["zdr"]!.GetValue<bool>().ShouldBeTrue();
        upstream.Single.Json["transforms"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_Stream_CarriesGenerationIdUsageAndDone()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.NextStream("Hel", "lo");

        using var response = await SendAsync(gateway, """{"model":"test/vision","stream":true,"messages":[{"role":"user","content":"hi"}]}""");

        var events = await ServerSentEvents.ReadAsync(response);
        events[^1].ShouldBe("[DONE]");
        var last = JsonNode.Parse(events[^2])!;
        last["choices"]!.AsArray().ShouldBeEmpty();
        last["usage"]!["prompt_tokens"]!.GetValue<int>().ShouldBe(10);
        last["id"]!.GetValue<string>().ShouldBe(response.Headers.GetValues("X-Generation-Id").Single());
    }

    private static Task<HttpResponseMessage> SendAsync(RunningGateway gateway, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/chat/completions") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RunningGateway.Key);
        request.Headers.Add("HTTP-Referer", "https://app.example");
        request.Headers.Add("X-OpenRouter-Title", "App");
        request.Headers.Add("X-Title", "App");
        return gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
