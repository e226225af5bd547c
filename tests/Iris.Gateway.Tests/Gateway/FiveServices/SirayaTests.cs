using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.FiveServices;

/// <summary>The documented request of Siraya: <c>/v1</c>, model <c>claude-sonnet-4.5</c>, the text first (wire-level facts, sections 0 and 3.4).</summary>
public sealed class SirayaTests
{
    [Theory]
    [InlineData("claude-sonnet-4-5")]
    [InlineData("anthropic/claude-sonnet-4.5")]
    [InlineData("claude-sonnet-4-5-20250929")]
    public async Task Post_DocumentedModelName_FindsWhatTheProviderCallsIt(string upstreamModel)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync($"""
            providers:
            {RunningGateway.Provider("siraya", upstream.BaseUrl, upstreamModel)}
            """);
        var image = SampleImages.Gif(10, 10);
        var body = $$"""
            {
              "model": "claude-sonnet-4.5",
              "messages": [
                {
                  "role": "user",
                  "content": [
                    { "type": "text", "text": "What is in this image?" },
                    { "type": "image_url", "image_url": { "url": "{{Pictures.DataUrl(image, "image/jpeg")}}" } }
                  ]
                }
              ]
            }
            """;

        using var response = await gateway.PostAsync(body, "/v1/chat/completions");

        ((int)response.StatusCode).ShouldBe(200);
        (await RunningGateway.JsonAsync(response))["model"]!.GetValue<string>().ShouldBe("anthropic/claude-sonnet-4-5");
        upstream.Single.Json["model"]!.GetValue<string>().ShouldBe(upstreamModel);
        upstream.Single.Image(0).MediaType.ShouldBe("image/gif");
        upstream.Single.Image(0).Bytes.ShouldBe(image);
    }

    [Fact]
    public async Task Post_ItsOwnFields_AreNoMistake()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);

        using var response = await gateway.PostAsync("""
            {"model":"test/vision","zdr":true,"transforms":["middle-out"],"provider":{"sort":"price","only":["test"]},
             "messages":[{"role":"user","content":[{"type":"text","text":"hi","cache_control":{"type":"ephemeral","ttl":3600}}]}]}
            """);

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.Json["messages"]![0]!["content"]![0]!["cache_control"]!["ttl"]!.GetValue<int>().ShouldBe(3600);
    }
}
