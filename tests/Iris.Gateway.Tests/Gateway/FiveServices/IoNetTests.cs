using System.Text;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.FiveServices;

/// <summary>
/// The documented request of io.net: <c>/api/v1</c>, a system message, <c>{"type":"image","image":"raw base64"}</c>, three key headers; answered by the
/// embedded model, which has io.net's limits (wire-level facts, sections 0 and 3.3).
/// </summary>
public sealed class IoNetTests
{
    [Theory]
    [InlineData("PNG")]
    [InlineData("JPEG")]
    [InlineData("WebP")]
    [InlineData("GIF")]
    public async Task Post_RawBase64_IsSeenByTheEmbeddedModel(string format)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var response = await gateway.PostAsync(Body(Bytes(format)), "/api/v1/chat/completions");

        var answer = await RunningGateway.JsonAsync(response);
        ((int)response.StatusCode).ShouldBe(200, answer.ToJsonString());
        answer["model"]!.GetValue<string>().ShouldBe("iris/local-vision");
        answer["choices"]![0]!["message"]!["content"]!.GetValue<string>().ShouldContain(format);
        answer["usage"]!["completion_tokens"]!.GetValue<int>().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("x-api-key", "")]
    [InlineData("token", "")]
    public async Task Post_EachKeyHeader_IsTaken(string header, string prefix)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var response = await SendAsync(gateway, header, prefix + RunningGateway.Key);

        ((int)response.StatusCode).ShouldBe(200);
    }

    [Theory]
    [InlineData(null, "missing_key")]
    [InlineData("not-the-key-that-this-gateway-has", "invalid_key")]
    public async Task Post_WithoutGoodKey_Is401(string? key, string reason)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var response = await SendAsync(gateway, "token", key);

        var error = await RunningGateway.ShouldFailAsync(response, 401, "authentication", reason, null);
        error["type"]!.GetValue<string>().ShouldBe("authentication_error");
    }

    [Fact]
    public async Task Post_TenImages_AreAnswered()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var response = await gateway.PostAsync(Body([.. Enumerable.Repeat(SampleImages.Png(16, 16), 10)]), "/api/v1/chat/completions");

        ((int)response.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Post_ElevenImages_AreTooMany()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var response = await gateway.PostAsync(Body([.. Enumerable.Repeat(SampleImages.Png(16, 16), 11)]), "/api/v1/chat/completions");

        var error = await RunningGateway.ShouldFailAsync(response, 400, "invalid_request", "too_many_images", "messages[1].content[11].image");
        error["message"]!.GetValue<string>().ShouldContain("10");
    }

    [Fact]
    public async Task Post_MoreThan4096Pixels_IsMadeToFit()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var response = await gateway.PostAsync(Body(SampleImages.Png(4200, 50)), "/api/v1/chat/completions");

        ((int)response.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Post_MoreThan4096PixelsWhenStrict_NamesTheLimit()
    {
        await using var gateway = await RunningGateway.StartAsync(Strict);
        using var response = await gateway.PostAsync(Body(SampleImages.Png(4097, 50)), "/api/v1/chat/completions");

        var error = await RunningGateway.ShouldFailAsync(response, 400, "image_too_large", "image_too_many_pixels", "messages[1].content[1].image");
        error["message"]!.GetValue<string>().ShouldContain("4096");
        error["message"]!.GetValue<string>().ShouldContain("io.net");
    }

    [Fact]
    public async Task Post_MoreThan20MegabytesWhenStrict_NamesTheLimit()
    {
        await using var gateway = await RunningGateway.StartAsync(Strict);
        var image = Pictures.Noise(2700, 2600);
        image.Length.ShouldBeGreaterThan(20 * 1024 * 1024);

        using var response = await gateway.PostAsync(Body(image), "/api/v1/chat/completions");

        var error = await RunningGateway.ShouldFailAsync(response, 400, "image_too_large", "image_too_large", "messages[1].content[1].image");
        error["message"]!.GetValue<string>().ShouldContain("20971520");
    }

    [Fact]
    public async Task Post_AnimatedGifWhenStrict_AsksForOneFrame()
    {
        await using var gateway = await RunningGateway.StartAsync(Strict);
        using var response = await gateway.PostAsync(Body(SampleImages.Gif(8, 8, frames: 3)), "/api/v1/chat/completions");

        await RunningGateway.ShouldFailAsync(response, 400, "unsupported_image_format", "unsupported_image_format", "messages[1].content[1].image");
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>")]
    [InlineData("BM\u0036\0\0\0\0\0\0\0\u0036\0\0\0\u0028\0\0\0\u0001\0\0\0\u0001\0\0\0\u0001\0\u0018\0")]
    public async Task Post_WrongFormat_SaysWhatIsTaken(string content)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var response = await gateway.PostAsync(Body(Encoding.Latin1.GetBytes(content)), "/api/v1/chat/completions");

        var error = await RunningGateway.ShouldFailAsync(response, 400, "unsupported_image_format", "unsupported_image_format", "messages[1].content[1].image");
        error["message"]!.GetValue<string>().ShouldContain("PNG");
        error["message"]!.GetValue<string>().ShouldContain("JPEG");
    }

    [Fact]
    public async Task Post_ImageToTextModel_SaysWhoSees()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync($"""
            providers:
            {RunningGateway.Provider("ionet", upstream.BaseUrl, "meta-llama/llama-3.3-70b-instruct")}
            """);
        using var response = await gateway.PostAsync(Body("meta-llama/llama-3.3-70b-instruct", SampleImages.Png(16, 16)), "/api/v1/chat/completions");

        var error = await RunningGateway.ShouldFailAsync(response, 404, "not_found", "no_image_input", "messages[1].content[1].image");
        error["message"]!.GetValue<string>().ShouldBe("No endpoints found that support image input");
        error["metadata"]!["vision_models"]!.AsArray().Select(model => model!.GetValue<string>()).ShouldContain("iris/local-vision");
        upstream.Received.ShouldBeEmpty();
    }

    private const string Strict = """
        images:
          policy: strict
        """;

    private static string Body(params byte[][] images) => Body("iris/local-vision", images);

    private static string Body(string model, params byte[][] images) => $$"""
        {
          "model": "{{model}}",
          "messages": [
            { "role": "system", "content": "You are an AI assistant that describes pictures." },
            { "role": "user", "content": [
                { "type": "text", "text": "What is in this image?" }{{string.Concat(images.Select(Part))}}
            ] }
          ]
        }
        """;

    private static string Part(byte[] image) => $$""", { "type": "image", "image": "{{Convert.ToBase64String(image)}}" }""";

    private static byte[] Bytes(string format) => format switch
    {
        "PNG" => SampleImages.Png(64, 48),
        "JPEG" => SampleImages.Jpeg(64, 48),
        "WebP" => SampleImages.WebP(),
        _ => SampleImages.Gif(64, 48),
    };

    private static Task<HttpResponseMessage> SendAsync(RunningGateway gateway, string header, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/chat/completions") { Content = new StringContent(Body(SampleImages.Png(16, 16)), Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation(header, key);
        }

        return gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
