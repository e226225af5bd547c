using System.Globalization;
using System.Text.Json.Nodes;
using Iris.Gateway.Tests.Gateway.Fitting;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Estimates;

/// <summary><c>POST /estimate</c>: what would be done, counted and charged, with nothing sent.</summary>
public sealed class EstimateRouteTests
{
    [Theory]
    [InlineData("/v1/estimate")]
    [InlineData("/api/v1/estimate")]
    [InlineData("/estimate")]
    public async Task Post_G6_G8_OneModel_TellsImageTokensAndCost(string path)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync("providers:\n" + RunningGateway.Provider("openai", upstream.BaseUrl, model: "gpt-4o", more: "profile: openai"));

        using var response = await gateway.PostAsync(RunningGateway.Chat(Text("What is it?") + "," + RunningGateway.ImagePart(Photos.Harbour, "image/jpeg"), model: "gpt-4o"), path);

        ((int)response.StatusCode).ShouldBe(200);
        var answer = await RunningGateway.JsonAsync(response);
        answer["object"]!.GetValue<string>().ShouldBe("estimate");
        var row = answer["data"]!.AsArray().ShouldHaveSingleItem()!;
        row["model"]!.GetValue<string>().ShouldBe("openai/gpt-4o");
        row["accepted"]!.GetValue<bool>().ShouldBeTrue();
        row["reason"].ShouldBeNull();
        row["image_tokens"]!.GetValue<long>().ShouldBe(1105);
        // 11 bytes of text are 4 tokens, and the message 4 more.
        row["prompt_tokens"]!.GetValue<long>().ShouldBe(1113);
        decimal.Parse(row["cost"]!.GetValue<string>(), CultureInfo.InvariantCulture).ShouldBe(1113 * 2.5m / 1_000_000);
        var image = row["images"]![0]!;
        image["part"]!.GetValue<string>().ShouldBe("messages[0].content[1].image_url.url");
        (image["tokens_before"]!.GetValue<long>(), image["tokens_after"]!.GetValue<long>()).ShouldBe((1105, 1105));
        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_SeveralModels_AnswersForEachInOrder()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync($"""
            providers:
              openai:
                base_url: {upstream.BaseUrl}
                api_key: {RunningGateway.UpstreamKey}
                models: [gpt-4o, gpt-4o-mini]
            """);
        var picture = Pictures.DataUrl(Photos.Harbour, "image/jpeg");

        using var response = await gateway.PostAsync($$$"""{"models":["gpt-4o-mini","no/such-model","claude-sonnet-4.5"],"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"{{{picture}}}"}}]}]}""", "/v1/estimate");

        var rows = (await RunningGateway.JsonAsync(response))["data"]!.AsArray();
        rows.Select(row => row!["model"]!.GetValue<string>()).ShouldBe(["openai/gpt-4o-mini", "no/such-model", "anthropic/claude-sonnet-4-5"]);
        rows.Select(row => row!["accepted"]!.GetValue<bool>()).ShouldBe([true, false, true]);
        rows.Select(row => row!["at_hand"]!.GetValue<bool>()).ShouldBe([true, false, false]);
        rows[1]!["reason"].ShouldNotBeNull();
        rows[2]!["image_tokens"]!.GetValue<long>().ShouldBe(43 * 29);
        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_WithoutModel_ComparesAllVisionModelsAtHand()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);

        using var response = await gateway.PostAsync(Body(Photos.Harbour), "/v1/estimate");

        Names(await RunningGateway.JsonAsync(response)).ShouldBe(["test/vision", "iris/local-vision"], ignoreOrder: true);
    }

    [Fact]
    public async Task Post_WholeCatalogue_ComparesModelsThatAreNotConnected()
    {
        await using var gateway = await RunningGateway.StartAsync();

        using var response = await gateway.PostAsync(Body(Photos.Harbour), "/v1/estimate?scope=catalogue");

        var names = Names(await RunningGateway.JsonAsync(response));
        names.Count.ShouldBeGreaterThan(60);
        names.ShouldContain("openai/gpt-4o");
        names.ShouldContain("iris/local-vision");
        names.ShouldBeUnique();
    }

    [Fact]
    public async Task Post_ImageThatWouldBeChanged_TellsHow()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var wide = Imaging.TestPng.Rgba(9000, 100, (x, _) => ((byte)x, 9, 9, 255));

        using var response = await gateway.PostAsync(Body(wide).Replace("{\"messages\"", "{\"model\":\"claude-sonnet-4.5\",\"messages\"", StringComparison.Ordinal), "/v1/estimate");

        var image = (await RunningGateway.JsonAsync(response))["data"]![0]!["images"]![0]!;
        image["from"]!["width"]!.GetValue<int>().ShouldBe(9000);
        image["to"]!["width"]!.GetValue<int>().ShouldBe(8000);
        image["to"]!["bytes"].ShouldBeNull();
        image["steps"]!.AsArray().Select(step => step!.GetValue<string>()).ShouldContain("shrink");
    }

    [Fact]
    public async Task Post_ModelThatReadsTextOnly_IsNotAccepted()
    {
        await using var gateway = await RunningGateway.StartAsync();

        using var response = await gateway.PostAsync(Body(Photos.Harbour).Replace("{\"messages\"", "{\"model\":\"deepseek/deepseek-v4-pro\",\"messages\"", StringComparison.Ordinal), "/v1/estimate");

        var row = (await RunningGateway.JsonAsync(response))["data"]![0]!;
        row["accepted"]!.GetValue<bool>().ShouldBeFalse();
        row["reason"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Post_SameModelManyTimes_IsOneRow()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var names = string.Join(',', Enumerable.Repeat("\"gpt-4o\",\"openai/gpt-4o\",\"GPT-4O\"", 60));

        using var response = await gateway.PostAsync(Body(Photos.Harbour).Replace("{\"messages\"", $"{{\"models\":[{names}],\"messages\"", StringComparison.Ordinal), "/v1/estimate");

        Names(await RunningGateway.JsonAsync(response)).ShouldBe(["openai/gpt-4o"]);
    }

    [Fact]
    public async Task Post_AliasOfADearAndACheapModel_TellsOfTheOneThatIsAskedFirst()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync($"""
            providers:
              openai:
                base_url: {upstream.BaseUrl}
                api_key: {RunningGateway.UpstreamKey}
                models: [gpt-4o, gpt-4.1-nano]
            models:
              mine: [openai/gpt-4o, openai/gpt-4.1-nano]
            """);

        using var response = await gateway.PostAsync(Body(Photos.Harbour).Replace("{\"messages\"", "{\"model\":\"mine\",\"messages\"", StringComparison.Ordinal), "/v1/estimate");

        var row = (await RunningGateway.JsonAsync(response))["data"]!.AsArray().ShouldHaveSingleItem()!;
        (row["model"]!.GetValue<string>(), row["endpoint"]!.GetValue<string>()).ShouldBe(("openai/gpt-4o", "openai:gpt-4o"));
        row["image_tokens"]!.GetValue<long>().ShouldBe(1105);
    }

    [Fact]
    public async Task Post_UrlForAProviderThatFetchesAndOneThatDoesNot_TellsOfEachAsItWouldBe()
    {
        await using var origin = Fetching.ScriptedOrigin.Fixed(Fetching.ScriptedOrigin.Ok(Photos.Harbour));
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync($$"""
            images: { remote: pass, fetch: { allow: ["127.0.0.1:{{origin.Port}}"] } }
            providers:
              openai:
                base_url: {{upstream.BaseUrl}}
                api_key: {{RunningGateway.UpstreamKey}}
                models: [gpt-4o]
              test:
                base_url: {{upstream.BaseUrl}}
                api_key: {{RunningGateway.UpstreamKey}}
                models: [test/vision]
            """);

        using var response = await gateway.PostAsync($$$"""{"models":["gpt-4o","test/vision"],"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"http://127.0.0.1:{{{origin.Port}}}/a.jpg"}}]}]}""", "/v1/estimate");

        var rows = (await RunningGateway.JsonAsync(response))["data"]!.AsArray();
        rows[0]!["images"]![0]!["steps"]!.ToJsonString().ShouldBe("""["link"]""");
        rows[0]!["image_tokens"]!.GetValue<long>().ShouldBeGreaterThan(1105);
        rows[1]!["images"]![0]!["steps"]!.ToJsonString().ShouldBe("""["keep"]""");
    }

    [Fact]
    public async Task Post_ModelThatIsNotConnected_IsHeldToTheOperatorsLimits()
    {
        await using var gateway = await RunningGateway.StartAsync("images: { limits: io.net }");
        var wide = Imaging.TestPng.Rgba(5000, 100, (x, _) => ((byte)x, 9, 9, 255));

        using var response = await gateway.PostAsync(Body(wide).Replace("{\"messages\"", "{\"model\":\"gpt-4o\",\"messages\"", StringComparison.Ordinal), "/v1/estimate");

        (await RunningGateway.JsonAsync(response))["data"]![0]!["images"]![0]!["to"]!["width"]!.GetValue<int>().ShouldBe(4096);
    }

    [Fact]
    public async Task Post_BrokenImage_Is400AsForAChat()
    {
        await using var gateway = await RunningGateway.StartAsync();

        using var response = await gateway.PostAsync(Body([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0]), "/v1/estimate");

        await RunningGateway.ShouldFailAsync(response, 400, "image_decode_failed");
    }

    [Fact]
    public async Task Post_ImageThatCannotBeDecodedHere_IsNotAcceptedByModelsThatNeedItConverted()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        using var folder = new Imaging.FolderWithoutLibvips();
        await using var gateway = await RunningGateway.StartAsync(upstream, workerCommand: Path.Combine(folder.Path, "iris"));
        var tiff = RunningGateway.Chat(RunningGateway.ImagePart(Photos.Tiff(9, 9), "image/tiff"));
        using (var chat = await gateway.PostAsync(tiff))
        {
            await RunningGateway.ShouldFailAsync(chat, 503, "pixel_workers_unavailable");
        }

        using var response = await gateway.PostAsync(tiff, "/v1/estimate");

        var row = (await RunningGateway.JsonAsync(response))["data"]![0]!;
        row["accepted"]!.GetValue<bool>().ShouldBeFalse();
        row["reason"]!.GetValue<string>().ShouldStartWith("pixel_workers_unavailable");
        row["param"]!.GetValue<string>().ShouldBe("messages[0].content[0].image_url.url");
    }

    [Fact]
    public async Task Post_WithoutKey_Is401()
    {
        await using var gateway = await RunningGateway.StartAsync();

        using var response = await gateway.Http.PostAsync("/v1/estimate", new StringContent("{}"), TestContext.Current.CancellationToken);

        await RunningGateway.ShouldFailAsync(response, 401, "missing_key");
    }

    private static string Text(string text) => $$"""{"type":"text","text":"{{text}}"}""";

    private static string Body(byte[] picture) => $$"""{"messages":[{"role":"user","content":[{{RunningGateway.ImagePart(picture)}}]}]}""";

    private static List<string> Names(JsonNode answer) => [.. answer["data"]!.AsArray().Select(row => row!["model"]!.GetValue<string>())];
}
