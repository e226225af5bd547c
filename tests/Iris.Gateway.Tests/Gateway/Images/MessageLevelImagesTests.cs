using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Images;

/// <summary>Images beside a message's content, as Ollama's clients send them.</summary>
public sealed class MessageLevelImagesTests
{
    [Theory]
    [InlineData("""{"role":"ROLE","content":"look","images":["A","B"]}""", true)]
    [InlineData("""{"images":["A","B"],"role":"ROLE","content":"look"}""", true)]
    [InlineData("""{"role":"ROLE","images":["A","B"],"content":[{"type":"text","text":"look"}]}""", true)]
    [InlineData("""{"role":"ROLE","content":[],"images":["A","B"]}""", false)]
    [InlineData("""{"role":"ROLE","content":null,"images":["A","B"]}""", false)]
    [InlineData("""{"images":["A","B"],"role":"ROLE"}""", false)]
    [InlineData("""{"role":"ROLE","images":["A","B"]}""", false)]
    public async Task Post_MessageLevelImages_FollowTheText(string message, bool hasText)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        var (first, second) = (SampleImages.Jpeg(24, 24), Pictures.Awkward(9_000));
        var filled = message
            .Replace("\"A\"", $"\"{Pictures.Base64(first)}\"", StringComparison.Ordinal)
            .Replace("\"B\"", $"\"{Pictures.DataUrl(second, "image/jpeg")}\"", StringComparison.Ordinal);
        var messages = ((string[])["user", "assistant", "tool"]).Select(role => filled.Replace("ROLE", role, StringComparison.Ordinal));

        using var response = await gateway.PostAsync($$"""{"model":"test/vision","messages":[{{string.Join(',', messages)}}]}""");

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        foreach (var sent in upstream.Single.Json["messages"]!.AsArray())
        {
            sent!.AsObject().ContainsKey("images").ShouldBeFalse();
            var parts = sent["content"]!.AsArray();
            parts.Count.ShouldBe(hasText ? 3 : 2);
            if (hasText)
            {
                parts[0]!["text"]!.GetValue<string>().ShouldBe("look");
            }
        }

        for (var i = 0; i < 6; i += 2)
        {
            upstream.Single.Image(i).MediaType.ShouldBe("image/jpeg");
            upstream.Single.Image(i).Bytes.ShouldBe(first);
            upstream.Single.Image(i + 1).MediaType.ShouldBe("image/png");
            upstream.Single.Image(i + 1).Bytes.ShouldBe(second);
        }
    }

    [Fact]
    public async Task Post_BadMessageLevelImage_IsNamed()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);

        using var response = await gateway.PostAsync($$"""{"model":"test/vision","messages":[{"role":"user","content":"look","images":["{{Pictures.Base64(SampleImages.Png(9, 9))}}",""]}]}""");

        await RunningGateway.ShouldFailAsync(response, 400, "invalid_image", "image_empty", "messages[0].images[1]");
        upstream.Received.ShouldBeEmpty();
    }
}
