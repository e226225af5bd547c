using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Fitting;

/// <summary><c>iris.images</c> of a request, over the configuration's words.</summary>
public sealed class ImagePreferencesTests
{
    [Theory]
    [InlineData("adapt", "strict", 400)]
    [InlineData("strict", "adapt", 200)]
    [InlineData("strict", null, 400)]
    [InlineData("adapt", null, 200)]
    public async Task Policy_OfTheRequest_WinsOverTheConfiguration(string configured, string? asked, int status)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync($"images: {{ policy: {configured} }}\nproviders:\n" + RunningGateway.Provider("test", upstream.BaseUrl, more: "profile: xai"));
        var more = asked is null ? "" : $$$""","iris":{"images":{"policy":"{{{asked}}}"}}""";

        using var response = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(Photos.Tiff(8, 8), "image/tiff"), more: more));

        if (status == 200)
        {
            ((int)response.StatusCode).ShouldBe(200);
            upstream.Single.Json.AsObject().ContainsKey("iris").ShouldBeFalse();
            return;
        }

        var error = await RunningGateway.ShouldFailAsync(response, 400, "unsupported_image_format");
        error["param"]!.GetValue<string>().ShouldBe("messages[0].content[0].image_url.url");
        error["message"]!.GetValue<string>().ShouldContain("TIFF");
        upstream.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1105, 1200)]
    [InlineData(300, 512)]
    public async Task MaxTokensPerImage_ShrinksToWhatTheFormulaAllows(int most, int width)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync("providers:\n" + RunningGateway.Provider("openai", upstream.BaseUrl, model: "gpt-4o", more: "profile: openai"));

        using var response = await gateway.PostAsync(RunningGateway.Chat(
            RunningGateway.ImagePart(Photos.Harbour, "image/jpeg"),
            model: "gpt-4o",
            more: $$$""","iris":{"report":true,"images":{"max_tokens_per_image":{{{most}}}}}"""));

        ((int)response.StatusCode).ShouldBe(200);
        Photos.FactsOf(upstream.Single.Image(0).Bytes).Width.ShouldBe(width);
        var report = (await RunningGateway.JsonAsync(response))["iris"]!["images"]![0]!;
        report["tokens_before"]!.GetValue<long>().ShouldBe(1105);
        report["tokens_after"]!.GetValue<long>().ShouldBeLessThanOrEqualTo(most);
    }

    [Fact]
    public async Task MaxTokensPerImage_BelowTheLeast_IsRefusedWithTheLeast()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync("providers:\n" + RunningGateway.Provider("openai", upstream.BaseUrl, model: "gpt-4o", more: "profile: openai"));

        using var response = await gateway.PostAsync(RunningGateway.Chat(
            RunningGateway.ImagePart(Photos.Harbour, "image/jpeg"),
            model: "gpt-4o",
            more: ""","iris":{"images":{"max_tokens_per_image":100}}"""));

        ((int)response.StatusCode).ShouldBe(400);
        var error = (await RunningGateway.JsonAsync(response))["error"]!;
        error["message"]!.GetValue<string>().ShouldContain("255");
        error["message"]!.GetValue<string>().ShouldContain("messages[0].content[0].image_url.url");
        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Detail_OfTheRequest_ReachesTheWire()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);

        using var response = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(SampleImages.Png(5, 4)), more: ""","iris":{"images":{"detail":"low"}}"""));

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.Json["messages"]![0]!["content"]![0]!["image_url"]!["detail"]!.GetValue<string>().ShouldBe("low");
    }

    [Fact]
    public async Task Budget_DearEndpointBehindThreeOthers_IsNotHeld()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync($"""
            limits: {"{ default_key_budget_usd: 0.01 }"}
            providers:
              cheap:
                base_url: {upstream.BaseUrl}
                models: [a, b, c]
              openai:
                base_url: {upstream.BaseUrl}
                api_key: {RunningGateway.UpstreamKey}
                models: [o1-pro]
            models:
              mine: [cheap/a, cheap/b, cheap/c, openai/o1-pro]
            """);

        using var response = await gateway.PostAsync(RunningGateway.Chat("""{"type":"text","text":"hi"}""", model: "mine", more: ",\"max_tokens\":100"));
        using var dear = await gateway.PostAsync(RunningGateway.Chat("""{"type":"text","text":"hi"}""", model: "o1-pro", more: ",\"max_tokens\":100"));

        ((int)response.StatusCode).ShouldBe(200);
        await RunningGateway.ShouldFailAsync(dear, 402, "budget_exceeded");
    }

    [Fact]
    public async Task Budget_G1_PictureIsNotCountedAsText()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        // A megabyte of base64 counted as text would be over a million tokens: 2.50 USD at gpt-4o's price.
        await using var gateway = await RunningGateway.StartAsync("limits: { default_key_budget_usd: 0.05 }\nproviders:\n" + RunningGateway.Provider("openai", upstream.BaseUrl, model: "gpt-4o", more: "profile: openai"));

        using var response = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(Pictures.Noise(600, 600)), model: "gpt-4o", more: ",\"max_tokens\":100"));

        ((int)response.StatusCode).ShouldBe(200);
    }
}
