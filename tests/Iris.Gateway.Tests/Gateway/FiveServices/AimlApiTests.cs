using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.FiveServices;

/// <summary>The documented request of AI/ML API: no version in the path, <c>max_tokens: 300</c>, several images in one message (wire-level facts, sections 0 and 3.2).</summary>
public sealed class AimlApiTests
{
    [Fact]
    public async Task Post_TwoImages_AreAnswered()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(201, FakeUpstream.Completion("Two squares."));
        var (first, second) = (SampleImages.Png(30, 20), SampleImages.Jpeg(24, 24));
        var body = $$"""
            {
              "model": "test/vision",
              "messages": [
                {
                  "role": "user",
                  "content": [
                    { "type": "text", "text": "What is the difference between these images?" },
                    { "type": "image_url", "image_url": { "url": "{{Pictures.DataUrl(first, "image/jpeg")}}" } },
                    { "type": "image_url", "image_url": { "url": "{{Pictures.DataUrl(second, "image/jpeg")}}", "detail": "low" } }
                  ]
                }
              ],
              "max_tokens": 300
            }
            """;

        using var response = await gateway.PostAsync(body, "/chat/completions");

        // AI/ML API itself answers some models with 201, at which other clients stop.
        ((int)response.StatusCode).ShouldBe(200);
        (await RunningGateway.JsonAsync(response))["choices"]![0]!["message"]!["content"]!.GetValue<string>().ShouldBe("Two squares.");
        upstream.Single.Image(0).MediaType.ShouldBe("image/png");
        upstream.Single.Image(0).Bytes.ShouldBe(first);
        upstream.Single.Image(1).MediaType.ShouldBe("image/jpeg");
        upstream.Single.Image(1).Bytes.ShouldBe(second);
        upstream.Single.Json["max_tokens"]!.GetValue<int>().ShouldBe(300);
        upstream.Single.Json["messages"]![0]!["content"]![2]!["image_url"]!["detail"]!.GetValue<string>().ShouldBe("low");
    }

    [Fact]
    public async Task Post_ProviderAsText_IsNoMistake()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);

        using var response = await gateway.PostAsync("""{"model":"test/vision","provider":"openai","messages":[{"role":"user","content":"hi"}],"max_tokens":300}""", "/chat/completions");

        ((int)response.StatusCode).ShouldBe(200);
    }
}
