using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway;

/// <summary>The lists of models in the union of OpenAI's and OpenRouter's shapes (wire-level facts, section 1.11).</summary>
public sealed class ModelsRouteTests
{
    private static readonly string[] Prefixes = ["/v1", "/api/v1", ""];

    [Fact]
    public async Task List_UnderEveryPrefix_HasTheKeysOfBothShapes()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream);

        foreach (var prefix in Prefixes)
        {
            var list = (await GetAsync(gateway, $"{prefix}/models")).AsObject();
            list["object"]!.GetValue<string>().ShouldBe("list");
            list["links"]!.AsObject().ContainsKey("next").ShouldBeTrue();
            var models = list["data"]!.AsArray();
            list["total_count"]!.GetValue<int>().ShouldBe(models.Count);
            models.Select(model => model!["id"]!.GetValue<string>()).ShouldBe(["openai/gpt-4o", "openai/gpt-3.5-turbo", "iris/local-vision"], ignoreOrder: true);
            foreach (var model in models)
            {
                ShouldHaveTheKeysOfBothShapes(model!.AsObject());
            }
        }

        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task List_TextModel_TakesNoImages()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream);

        var models = (await GetAsync(gateway, "/v1/models"))["data"]!.AsArray();

        string[] Inputs(string id) => [.. models.Single(model => model!["id"]!.GetValue<string>() == id)!["architecture"]!["input_modalities"]!.AsArray().Select(word => word!.GetValue<string>())];
        Inputs("openai/gpt-3.5-turbo").ShouldNotContain("image");
        Inputs("openai/gpt-4o").ShouldContain("image");
        Inputs("iris/local-vision").ShouldContain("image");
    }

    [Theory]
    [InlineData("/models/openai/gpt-4o")]
    [InlineData("/models/openai%2Fgpt-4o")]
    [InlineData("/models/openai%2fgpt-4o")]
    [InlineData("/models/gpt-4o")]
    [InlineData("/models/OpenAI/GPT-4o")]
    public async Task Retrieve_AnyNameOfTheModel_IsTheModelItself(string path)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream);

        foreach (var prefix in Prefixes)
        {
            var model = (await GetAsync(gateway, prefix + path)).AsObject();
            model["id"]!.GetValue<string>().ShouldBe("openai/gpt-4o");
            ShouldHaveTheKeysOfBothShapes(model);
        }
    }

    [Theory]
    [InlineData("/model/openai/gpt-4o")]
    [InlineData("/model/openai/gpt-4%6F")]
    public async Task Show_AuthorAndSlug_HoldsTheModelInData(string path)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream);

        foreach (var prefix in Prefixes)
        {
            var model = (await GetAsync(gateway, prefix + path))["data"]!.AsObject();
            model["id"]!.GetValue<string>().ShouldBe("openai/gpt-4o");
            ShouldHaveTheKeysOfBothShapes(model);
        }
    }

    [Fact]
    public async Task Endpoints_OfAModel_NameTheProvider()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream);

        foreach (var prefix in Prefixes)
        {
            var data = (await GetAsync(gateway, $"{prefix}/models/openai/gpt-4o/endpoints"))["data"]!.AsObject();
            data.Select(member => member.Key).ShouldBe(["id", "name", "created", "description", "architecture", "endpoints"], ignoreOrder: true);
            var endpoint = data["endpoints"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
            string[] keys =
            [
                "name", "model_id", "model_name", "context_length", "pricing", "provider_name", "tag", "quantization", "max_completion_tokens", "max_prompt_tokens",
                "supported_parameters", "status", "uptime_last_5m", "uptime_last_30m", "uptime_last_1d", "latency_last_30m", "throughput_last_30m", "supports_implicit_caching",
            ];
            keys.ShouldBeSubsetOf(endpoint.Select(member => member.Key));
            endpoint["provider_name"]!.GetValue<string>().ShouldBe("openai");
            endpoint["status"]!.GetValue<int>().ShouldBe(0);
            ShouldBePrices(endpoint["pricing"]!.AsObject());
        }
    }

    [Fact]
    public async Task Endpoints_ThatRest_SayThatTheyAreDown()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream);
        upstream.Next(401, "{}");
        using (await gateway.PostAsync("""{"model":"openai/gpt-4o","messages":[{"role":"user","content":"hi"}]}"""))
        {
            var data = (await GetAsync(gateway, "/v1/models/openai/gpt-4o/endpoints"))["data"]!;
            data["endpoints"]![0]!["status"]!.GetValue<int>().ShouldBeLessThan(0);
        }
    }

    [Theory]
    [InlineData("/v1/models/nobody/has-this")]
    [InlineData("/v1/models/nobody")]
    [InlineData("/v1/models/nobody/has-this/endpoints")]
    [InlineData("/v1/model/nobody/has-this")]
    [InlineData("/v1/models/a%2F..%2F..%2Fkeys")]
    [InlineData("/v1/models/%FF")]
    [InlineData("/v1/models/%00")]
    [InlineData("/v1/models/%25zz")]
    public async Task Get_UnknownModel_Is404(string path)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var connection = await RawConnection.OpenAsync(gateway.Address);
        await connection.SendAsync($"GET {path} HTTP/1.1\r\nHost: iris\r\nAuthorization: Bearer {RunningGateway.Key}\r\n\r\n");
        var (status, _, body) = await connection.ReadAnswerAsync();

        // Kestrel itself refuses a NUL in a path.
        status.ShouldBeOneOf(path.EndsWith("%00", StringComparison.Ordinal) ? [400] : [404]);
        if (status == 404)
        {
            body.ShouldContain("\"reason\":\"model_not_found\"");
        }
    }

    [Fact]
    public async Task List_Names_AreTheOnesThatAnswer()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream);

        foreach (var model in (await GetAsync(gateway, "/v1/models"))["data"]!.AsArray())
        {
            var id = model!["id"]!.GetValue<string>();
            using var response = await gateway.PostAsync($$"""{"model":"{{id}}","messages":[{"role":"user","content":"hi"}]}""");
            ((int)response.StatusCode).ShouldBe(200, id);
            (await RunningGateway.JsonAsync(response))["model"]!.GetValue<string>().ShouldBe(id);
        }
    }

    private static void ShouldHaveTheKeysOfBothShapes(JsonObject model)
    {
        string[] openAi = ["id", "object", "created", "owned_by"];
        string[] openRouter =
        [
            "id", "canonical_slug", "name", "created", "context_length", "architecture", "pricing", "top_provider", "per_request_limits",
            "supported_parameters", "default_parameters", "supported_voices", "links",
        ];
        openAi.Union(openRouter).ShouldBeSubsetOf(model.Select(member => member.Key));
        model["object"]!.GetValue<string>().ShouldBe("model");
        model["created"]!.GetValueKind().ShouldBe(JsonValueKind.Number);
        model["architecture"]!.AsObject().ContainsKey("modality").ShouldBeTrue();
        model["architecture"]!["output_modalities"]!.AsArray().ShouldNotBeEmpty();
        model["top_provider"]!["is_moderated"]!.GetValueKind().ShouldBe(JsonValueKind.False);
        model["links"]!["details"]!.GetValue<string>().ShouldEndWith("/endpoints");
        model["per_request_limits"].ShouldBeNull();
        ShouldBePrices(model["pricing"]!.AsObject());
    }

    /// <summary>OpenRouter's SDK refuses prices that are numbers.</summary>
    private static void ShouldBePrices(JsonObject pricing)
    {
        pricing.ContainsKey("prompt").ShouldBeTrue();
        pricing.ContainsKey("completion").ShouldBeTrue();
        pricing.ShouldAllBe(price => price.Value!.GetValueKind() == JsonValueKind.String);
    }

    private static async Task<JsonNode> GetAsync(RunningGateway gateway, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RunningGateway.Key);
        using var response = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(200, path);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return await RunningGateway.JsonAsync(response);
    }

    private static Task<RunningGateway> StartAsync(FakeUpstream upstream) => RunningGateway.StartAsync($"""
        providers:
        {RunningGateway.Provider("openai", upstream.BaseUrl, "gpt-4o, gpt-3.5-turbo")}
        """);
}
