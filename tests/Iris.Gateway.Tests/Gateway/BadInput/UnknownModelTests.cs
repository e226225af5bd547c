using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.BadInput;

/// <summary>Models that are not there, cannot see, or are not named.</summary>
public sealed class UnknownModelTests
{
    [Theory]
    [InlineData("nobody/has-this")]
    [InlineData("a/../../v1/keys")]
    [InlineData("a?key=1")]
    [InlineData("a\\r\\nX: 1")]
    [InlineData("%2e%2e/test")]
    public async Task Post_UnknownModel_Is404(string model)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using var response = await gateway.PostAsync($$"""{"model":"{{model}}","messages":[{"role":"user","content":"hi"}]}""");

        await RunningGateway.ShouldFailAsync(response, 404, "not_found", "model_not_found", "model");
        upstream.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("""{"model":null,"messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("""{"model":"","messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("""{"model":"openrouter/auto","messages":[{"role":"user","content":"hi"}]}""")]
    public async Task Post_WithoutModel_GoesToTheDefaultModel(string body)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, "default_model: test/vision");
        using var response = await gateway.PostAsync(body);

        ((int)response.StatusCode).ShouldBe(200);
        (await RunningGateway.JsonAsync(response))["model"]!.GetValue<string>().ShouldBe("test/vision");
        upstream.Single.Json["model"]!.GetValue<string>().ShouldBe("test/vision");
    }

    [Fact]
    public async Task Post_WithoutModelOrConfiguration_GoesToTheEmbeddedModel()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var response = await gateway.PostAsync($$"""{"messages":[{"role":"user","content":[{{RunningGateway.ImagePart(SampleImages.Png(30, 30))}}]}]}""");

        ((int)response.StatusCode).ShouldBe(200);
        (await RunningGateway.JsonAsync(response))["model"]!.GetValue<string>().ShouldBe("iris/local-vision");
    }

    [Fact]
    public async Task Post_ImageToATextModel_Is404WithTheModelsThatSee()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartWithTextModelAsync(upstream);
        using var response = await gateway.PostAsync(RunningGateway.Chat($$"""{"type":"text","text":"see"},{{RunningGateway.ImagePart(SampleImages.Png(9, 9))}}""", "openai/gpt-3.5-turbo"));

        var error = await RunningGateway.ShouldFailAsync(response, 404, "not_found", "no_image_input", "messages[0].content[1].image_url.url");
        error["message"]!.GetValue<string>().ShouldBe("No endpoints found that support image input");
        error["metadata"]!["vision_models"]!.AsArray().Select(model => model!.GetValue<string>()).ShouldBe(["openai/gpt-4o", "iris/local-vision"], ignoreOrder: true);
        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_TextToATextModel_IsAnswered()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartWithTextModelAsync(upstream);
        using var response = await gateway.PostAsync("""{"model":"openai/gpt-3.5-turbo","messages":[{"role":"user","content":"hi"}]}""");

        ((int)response.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Post_BadImageToATextModel_NamesTheImageFirst()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartWithTextModelAsync(upstream);
        using var response = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart([1, 2, 3]), "openai/gpt-3.5-turbo"));

        ((int)response.StatusCode).ShouldBeInRange(400, 404);
        upstream.Received.ShouldBeEmpty();
    }

    private static Task<RunningGateway> StartWithTextModelAsync(FakeUpstream upstream) => RunningGateway.StartAsync($"""
        providers:
        {RunningGateway.Provider("openai", upstream.BaseUrl, "gpt-3.5-turbo, gpt-4o")}
        """);
}
