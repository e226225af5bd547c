using System.Text.Json.Nodes;
using Iris.Gateway.Tests.Fetching;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.FiveServices;

/// <summary>The documented request of Infron: <c>/v1</c>, the text first, then images as URL or data URL (wire-level facts, sections 0 and 3.1).</summary>
public sealed class InfronTests
{
    public static TheoryData<string> Formats => ["png", "jpeg", "webp"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Post_DataUrl_IsAnswered(string format)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.NextAnswer("A blue square.");
        var image = Bytes(format);

        // The samples call every picture a JPEG, whatever it is.
        using var response = await gateway.PostAsync(Body(Pictures.DataUrl(image, "image/jpeg")), "/v1/chat/completions");

        ((int)response.StatusCode).ShouldBe(200);
        Content(await RunningGateway.JsonAsync(response)).ShouldBe("A blue square.");
        var (mediaType, bytes) = upstream.Single.Image(0);
        mediaType.ShouldBe($"image/{format}");
        Pictures.Sha256(bytes).ShouldBe(Pictures.Sha256(image));
        upstream.Single.Json["messages"]![0]!["content"]![0]!["text"]!.GetValue<string>().ShouldBe("What is in this picture?");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Post_Url_IsFetchedAndAnswered(string format)
    {
        var image = Bytes(format);
        await using var origin = ScriptedOrigin.Fixed(ScriptedOrigin.Ok(image));
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, $"""
            images:
              fetch:
                allow: ["127.0.0.1:{origin.Port}"]
            """);

        using var response = await gateway.PostAsync(Body($"http://127.0.0.1:{origin.Port}/picture"), "/v1/chat/completions");

        ((int)response.StatusCode).ShouldBe(200);
        var (mediaType, bytes) = upstream.Single.Image(0);
        mediaType.ShouldBe($"image/{format}");
        bytes.ShouldBe(image);
    }

    private static string Body(string url) => $$"""
        {
          "model": "test/vision",
          "messages": [
            {
              "role": "user",
              "content": [
                { "type": "text", "text": "What is in this picture?" },
                { "type": "image_url", "image_url": { "url": "{{url}}" } }
              ]
            }
          ]
        }
        """;

    private static byte[] Bytes(string format) => format switch
    {
        "png" => SampleImages.Png(20, 10),
        "jpeg" => SampleImages.Jpeg(16, 16),
        _ => SampleImages.WebP(),
    };

    private static string? Content(JsonNode answer) => answer["choices"]![0]!["message"]!["content"]!.GetValue<string>();
}
