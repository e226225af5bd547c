using System.Net;
using System.Net.Sockets;
using Iris.Core.Model;
using Iris.Discovery;
using Iris.Gateway.Tests.Configuration;
using Endpoint = Iris.Core.Catalogue.Endpoint;

namespace Iris.Gateway.Tests.Discovery;

public sealed class ProviderDiscoveryTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpMessageInvoker _http = ProviderDiscovery.CreateHttp();

    [Fact]
    public async Task Discover_NothingAnywhere_LeavesTheEmbeddedModel()
    {
        var result = await DiscoverAsync(null);
        result.Connections.ShouldBeEmpty();
        result.Lines.ShouldBeEmpty();
        result.Directory.DefaultModel.ShouldBe("iris/local-vision");
        result.Directory.Find("iris/local-vision").ShouldHaveSingleItem().ImageLimits.Profile.ShouldBe("io.net");
    }

    [Fact]
    public async Task Discover_KeyInTheEnvironment_GivesAllListedEndpointsAndNeverShowsTheKey()
    {
        var result = await DiscoverAsync(null, environment: [("OPENAI_API_KEY", " sk-very-secret\n")]);
        result.Lines.ShouldBe(["openai: key from OPENAI_API_KEY, 25 models"]);
        var connection = result.Connections.ShouldHaveSingleItem();
        connection.ApiKey.ShouldBe("sk-very-secret");
        connection.BaseUrl.ShouldBe(new Uri("https://api.openai.com/v1/"));
        result.Directory.Find("gpt-4o").ShouldHaveSingleItem().Id.Value.ShouldBe("openai:gpt-4o");
        result.Directory.DefaultModel.ShouldBe("openai/gpt-4o");
    }

    [Theory]
    [InlineData("DEEPINFRA_TOKEN", "deepinfra", "https://api.deepinfra.com/v1/openai/")]
    [InlineData("HUGGINGFACE_API_KEY", "huggingface", "https://router.huggingface.co/v1/")]
    [InlineData("ZHIPU_API_KEY", "zhipu", "https://open.bigmodel.cn/api/paas/v4/")]
    [InlineData("ZAI_API_KEY", "zhipu", "https://api.z.ai/api/paas/v4/")]
    public async Task Discover_OtherKeyVariable_GoesWhereItBelongs(string variable, string provider, string url)
    {
        var connection = (await DiscoverAsync(null, environment: [(variable, "key")])).Connections.ShouldHaveSingleItem();
        connection.Name.ShouldBe(provider);
        connection.BaseUrl.ShouldBe(new Uri(url));
    }

    [Fact]
    public async Task Discover_BaseUrlVariable_MovesTheProvider()
    {
        var result = await DiscoverAsync(null, environment: [("OPENAI_API_KEY", "key"), ("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")]);
        result.Connections.ShouldHaveSingleItem().BaseUrl.ShouldBe(new Uri("http://127.0.0.1:9/v1/"));
    }

    [Theory]
    [InlineData("OPENAI_API_KEY", "se cret", "OPENAI_BASE_URL", "", "OPENAI_API_KEY holds is no key")]
    [InlineData("OPENAI_API_KEY", "secret", "OPENAI_BASE_URL", "nowhere", "OPENAI_BASE_URL holds no usable address")]
    public async Task Discover_UnusableVariable_IsSaidAndCostsTheProviderOnly(string one, string value, string two, string other, string said)
    {
        var result = await DiscoverAsync(null, environment: [(one, value), (two, other)]);
        result.Connections.ShouldBeEmpty();
        result.Lines.ShouldHaveSingleItem().ShouldContain(said);
        result.Lines[0].ShouldNotContain("cret");
    }

    [Fact]
    public async Task Discover_Ollama_AsksWhatEachModelCanDo()
    {
        await using var server = await StubServer.StartOllamaAsync();
        var result = await DiscoverAsync(null, servers: [("ollama", server)]);
        result.Lines.ShouldBe([$"ollama: found on {server.Authority}, 3 models (llava:7b, qwen2.5vl:7b see images)"]);

        var llava = result.Directory.Find("llava:7b").ShouldHaveSingleItem();
        llava.Model.Id.Value.ShouldBe("ollama/llava:7b");
        llava.Model.SeesImages.ShouldBeTrue();
        llava.Model.ContextLength.ShouldBe(4096);
        llava.Price.ShouldBe(ModelPrice.Free);
        llava.ImageLimits.Profile.ShouldBe("ollama");
        result.Directory.Find("meta-llama/llama-3.1-8b-instruct").ShouldHaveSingleItem().Model.SeesImages.ShouldBeFalse();
        result.Directory.Find("qwen/qwen2.5-vl-7b-instruct").ShouldHaveSingleItem().UpstreamModel.ShouldBe("qwen2.5vl:7b");
        result.Directory.Find("nomic-embed-text").ShouldBeEmpty();
        result.Directory.DefaultModel.ShouldBe("ollama/llava:7b");
    }

    [Fact]
    public async Task Discover_LmStudio_TakesTheTypeOfEachModel()
    {
        await using var server = await StubServer.StartAsync(new Dictionary<string, string>
        {
            ["/api/v0/models"] = """{"object":"list","data":[{"id":"text-embedding-x","type":"embeddings"},{"id":"granite","type":"llm","max_context_length":100},{"id":"qwen2-vl-7b-instruct","type":"vlm"}]}""",
        });
        var result = await DiscoverAsync(null, servers: [("lmstudio", server)]);
        result.Lines.ShouldBe([$"lmstudio: found on {server.Authority}, 2 models (qwen2-vl-7b-instruct sees images)"]);
        result.Directory.Find("granite").ShouldHaveSingleItem().Model.SeesImages.ShouldBeFalse();
        result.Directory.Find("Qwen/Qwen2-VL-7B-Instruct").ShouldHaveSingleItem().Provider.ShouldBe("lmstudio");
    }

    [Theory]
    [InlineData("ollama")]
    [InlineData("vllm")]
    public async Task Discover_ModelThatNobodyListed_CountsAsItsFamilyDoes(string profile)
    {
        string[] names = ["gemma3:12b", "llava", "Qwen/Qwen2.5-VL-72B-Instruct", "llama4:scout", "mistral-small3.2", "minicpm-v", "OpenGVLab/InternVL3-8B", "moondream", "nobody-knows"];
        await using var server = profile == "ollama" ? await StubServer.StartOllamaAsync() : await StubServer.StartAsync(new Dictionary<string, string>
        {
            ["/v1/models"] = $$"""{"object":"list","data":[{{string.Join(',', names.Select(name => $$"""{"id":"{{name}}","owned_by":"vllm"}"""))}}]}""",
        });
        var directory = (await DiscoverAsync(null, servers: [(profile, server)])).Directory;
        if (profile == "ollama")
        {
            directory.Find("llava:7b").ShouldHaveSingleItem().TokenFormula!.Id.ShouldBe("fixed_cap");
            directory.Find("qwen2.5vl:7b").ShouldHaveSingleItem().TokenFormula!.Id.ShouldBe("qwen_smart_resize");
            return;
        }

        names.Select(name => directory.Find(name).ShouldHaveSingleItem().TokenFormula?.Id).ShouldBe(
            ["fixed_per_tile", "fixed_cap", "qwen_smart_resize", "llama4_tile336", "mistral_grid", "fixed_cap", "internvl_tile448", "fixed", "unknown"]);
    }

    [Fact]
    public async Task Discover_FamilyThatReadsTextOnly_IsNotTakenToSee()
    {
        await using var server = await StubServer.StartAsync(new Dictionary<string, string> { ["/v1/models"] = """{"object":"list","data":[{"id":"gemma3:1b","owned_by":"vllm"},{"id":"gemma3:4b","owned_by":"vllm"}]}""" });
        var directory = (await DiscoverAsync(null, servers: [("vllm", server)])).Directory;
        directory.Find("gemma3:1b").ShouldHaveSingleItem().Model.SeesImages.ShouldBeFalse();
        directory.Find("gemma3:4b").ShouldHaveSingleItem().Model.SeesImages.ShouldBeTrue();
    }

    [Theory]
    [InlineData("openai/o4-mini", "openai_patch")]
    [InlineData("anthropic/claude-opus-5", "anthropic_28")]
    [InlineData("cohere/command-a-vision-07-2025", "cohere_tile512")]
    [InlineData("x/nobody-knows", "unknown")]
    public async Task Discover_NamedModel_CountsAsItsFamilyOrAnotherVendorDoes(string model, string? formula)
    {
        var result = await DiscoverAsync($"providers: {{openrouter: {{models: [{model}]}}}}", environment: [("OPENROUTER_API_KEY", "k")]);
        result.Directory.Find(model).ShouldHaveSingleItem().TokenFormula?.Id.ShouldBe(formula);
    }

    [Fact]
    public async Task Discover_OlderModelOfZhipu_HasItsNarrowerLimits()
    {
        var result = await DiscoverAsync("providers: {zhipu: {models: [glm-4v, glm-4v-plus]}}", environment: [("ZHIPU_API_KEY", "k")]);
        result.Directory.Find("glm-4v").ShouldHaveSingleItem().ImageLimits.MaxImages.ShouldBe(1);
        result.Directory.Find("glm-4v-plus").ShouldHaveSingleItem().ImageLimits.MaxImages.ShouldBe(5);
    }

    [Fact]
    public async Task Relist_ServerThatHasGone_KeepsTheModelsThatItNamed()
    {
        DiscoveryResult first;
        await using (var server = await StubServer.StartOllamaAsync())
        {
            first = await DiscoverAsync(null, servers: [("ollama", server)]);
        }

        var again = await Discovery([]).RelistAsync(first, Configurations.Options(null), Configurations.Catalogue, [], TestContext.Current.CancellationToken);
        again.Connections.ShouldBe(first.Connections);
        again.Directory.All.Select(endpoint => endpoint.Id).ShouldBe(first.Directory.All.Where(endpoint => endpoint.Provider == "ollama").Select(endpoint => endpoint.Id));
        again.Lines.ShouldBe(first.Lines);
    }

    [Fact]
    public async Task Relist_ServerThatHasAnotherModel_ListsIt()
    {
        var models = new Dictionary<string, string> { ["/v1/models"] = """{"data":[{"id":"a"}]}""" };
        await using var server = await StubServer.StartAsync((path, _) => Task.FromResult(models.GetValueOrDefault(path)));
        var yaml = $"providers: {{box: {{base_url: \"{server.BaseUrl}\"}}}}";
        var first = await DiscoverAsync(yaml);
        models["/v1/models"] = """{"data":[{"id":"a"},{"id":"b"}]}""";
        var again = await Discovery([]).RelistAsync(first, Configurations.Options(yaml), Configurations.Catalogue, [], TestContext.Current.CancellationToken);
        again.Directory.All.Select(endpoint => endpoint.UpstreamModel).ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", true)]
    public async Task Discover_LlamaCpp_BelievesItsProps(string vision, bool sees)
    {
        await using var server = await StubServer.StartAsync(new Dictionary<string, string>
        {
            ["/props"] = $$"""{"default_generation_settings":{},"build_info":"b1","modalities":{"vision":{{vision}},"audio":false} }""",
            ["/v1/models"] = """{"object":"list","data":[{"id":"my-model.gguf","owned_by":"llamacpp","meta":{"n_ctx_train":8192}}]}""",
        });
        var endpoint = (await DiscoverAsync(null, servers: [("llamacpp", server)])).Directory.Find("my-model.gguf").ShouldHaveSingleItem();
        endpoint.Model.SeesImages.ShouldBe(sees);
        endpoint.Model.ContextLength.ShouldBe(8192);
    }

    [Fact]
    public async Task Discover_Vllm_IsSentItsImages()
    {
        await using var server = await StubServer.StartAsync(new Dictionary<string, string>
        {
            ["/v1/models"] = """{"object":"list","data":[{"id":"Org/Any-Model","owned_by":"vllm","max_model_len":4096}]}""",
        });
        var endpoint = (await DiscoverAsync(null, servers: [("vllm", server)])).Directory.Find("org/any-model").ShouldHaveSingleItem();
        endpoint.Model.SeesImages.ShouldBeTrue();
        endpoint.ImageLimits.FetchesUrls.ShouldBeTrue();
    }

    [Theory]
    [InlineData("ollama")]
    [InlineData("lmstudio")]
    [InlineData("llamacpp")]
    [InlineData("vllm")]
    public async Task Discover_AnotherProgramOnThePort_IsNotTakenForTheServer(string profile)
    {
        await using var other = await StubServer.StartAsync((_, _) => Task.FromResult<string?>("""{"data":[{"id":"gpt","owned_by":"somebody"}]}"""));
        await using var page = await StubServer.StartAsync((_, _) => Task.FromResult<string?>("<html>hello</html>"));
        if (profile != "lmstudio")
        {
            (await DiscoverAsync(null, servers: [(profile, other)])).Connections.ShouldBeEmpty();
        }

        (await DiscoverAsync(null, servers: [(profile, page)])).Connections.ShouldBeEmpty();
    }

    [Fact]
    public async Task Discover_ServerThatNeverAnswers_IsLeftAtTheDeadline()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var silent = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1/");
        await using var server = await StubServer.StartOllamaAsync();
        var discovery = new ProviderDiscovery(
            _http,
            new Dictionary<string, Uri> { ["vllm"] = silent, ["llamacpp"] = silent, ["lmstudio"] = silent },
            TimeSpan.FromMilliseconds(100),
            TimeProvider.System);
        var result = await discovery.DiscoverAsync(Configurations.Options(null), Configurations.Catalogue, _ => null, [], TestContext.Current.CancellationToken);
        result.Connections.ShouldBeEmpty();
    }

    [Fact]
    public async Task Discover_AnswerWithoutEnd_IsLeft()
    {
        var endless = new string(' ', 9 * 1024 * 1024);
        await using var server = await StubServer.StartAsync((_, _) => Task.FromResult<string?>($$"""{{endless}}{"models":[]}"""));
        (await DiscoverAsync(null, servers: [("ollama", server)])).Connections.ShouldBeEmpty();
    }

    [Fact]
    public async Task Discover_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await using var server = await StubServer.StartOllamaAsync();
        var discovery = new ProviderDiscovery(_http, new Dictionary<string, Uri> { ["ollama"] = server.BaseUrl }, Patience, TimeProvider.System);
        await Should.ThrowAsync<OperationCanceledException>(() =>
            discovery.DiscoverAsync(Configurations.Options(null), Configurations.Catalogue, _ => null, [], cancelled.Token));
    }

    [Fact]
    public async Task Discover_Order_IsConfiguredEnvironmentLocalEmbedded()
    {
        await using var server = await StubServer.StartOllamaAsync();
        var result = await DiscoverAsync(
            "providers: {box: {base_url: \"http://127.0.0.1:9/v1\", models: [tiny]}}",
            environment: [("GROQ_API_KEY", "k"), ("OPENAI_API_KEY", "k")],
            servers: [("ollama", server)]);
        result.Connections.Select(connection => connection.Name).ShouldBe(["box", "openai", "groq", "ollama"]);
        result.Directory.All.Select(endpoint => endpoint.Provider).Distinct().ShouldBe(["box", "openai", "groq", "ollama", "iris"]);
        result.Directory.DefaultModel.ShouldBe("box/tiny");
        result.Lines[0].ShouldBe("box: configured, 1 model");
    }

    [Fact]
    public async Task Discover_ConfiguredServerWithoutModels_IsAskedWithItsKey()
    {
        await using var server = await StubServer.StartAsync(new Dictionary<string, string> { ["/v1/models"] = """{"data":[{"id":"a"},{"id":"b"}]}""" });
        var result = await DiscoverAsync($"providers: {{box: {{base_url: \"{server.BaseUrl}\", api_key: sk-secret}}}}");
        result.Lines.ShouldBe(["box: configured, 2 models"]);
        result.Directory.Find("box/a").ShouldHaveSingleItem().Price.ShouldBeNull();
        server.Requests.ShouldBe(["GET /v1/models Bearer sk-secret"]);
    }

    [Fact]
    public async Task Discover_ConfiguredServerThatIsDown_StaysAndIsSaid()
    {
        var result = await DiscoverAsync("providers: {box: {base_url: \"http://127.0.0.1:9/v1\"}}");
        result.Connections.ShouldHaveSingleItem().Name.ShouldBe("box");
        result.Lines.ShouldHaveSingleItem().ShouldContain("no answer from 127.0.0.1:9");
    }

    [Fact]
    public async Task Discover_ConfiguredNameOfALocalServer_ReplacesIt()
    {
        await using var usual = await StubServer.StartOllamaAsync();
        await using var mine = await StubServer.StartOllamaAsync();
        var result = await DiscoverAsync($"providers: {{ollama: {{base_url: \"{mine.BaseUrl}\"}}}}", servers: [("ollama", usual)]);
        result.Connections.ShouldHaveSingleItem().BaseUrl.ShouldBe(mine.BaseUrl);
        usual.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Discover_LocalServerConfiguredUnderAnotherName_IsThereOnce()
    {
        await using var server = await StubServer.StartOllamaAsync();
        var url = server.BaseUrl.AbsoluteUri.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        var result = await DiscoverAsync($"providers: {{mine: {{profile: ollama, base_url: \"{url}\", models: [llava]}}}}", servers: [("ollama", server)]);
        result.Connections.ShouldHaveSingleItem().Name.ShouldBe("mine");
    }

    [Fact]
    public async Task Discover_ConfiguredBaseUrl_DoesNotGetTheKeyOfTheEnvironment()
    {
        var result = await DiscoverAsync("providers: {openai: {base_url: \"http://127.0.0.1:9/v1\"}}", environment: [("OPENAI_API_KEY", "sk")]);
        result.Connections.ShouldHaveSingleItem().ApiKey.ShouldBeNull();
        result.Directory.Find("gpt-4o").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Discover_ConfiguredProviderWithoutKey_TakesTheOneOfTheEnvironment()
    {
        var result = await DiscoverAsync("providers: {openai: {models: [gpt-4o, gpt-99-vision]}}", environment: [("OPENAI_API_KEY", "sk")]);
        result.Lines.ShouldBe(["openai: configured, key from OPENAI_API_KEY, 2 models"]);
        result.Connections.ShouldHaveSingleItem().ApiKey.ShouldBe("sk");
        result.Directory.Find("gpt-4o").ShouldHaveSingleItem().Price.ShouldNotBeNull();
        var unknown = result.Directory.Find("gpt-99-vision").ShouldHaveSingleItem();
        unknown.Model.SeesImages.ShouldBeTrue();
        unknown.ImageLimits.Profile.ShouldBe("openai");
        result.Directory.Find("gpt-5").ShouldBeEmpty();
    }

    [Fact]
    public async Task Discover_Aliases_MeanEndpointsModelsAndUnlistedModels()
    {
        var result = await DiscoverAsync(
            """
            default_model: fast
            models:
              fast: [openrouter/openai/gpt-4o, gpt-4o-mini]
              both: gpt-4o
              new: [openai/gpt-99, nobody/there]
              none: nobody/there
            """,
            environment: [("OPENAI_API_KEY", "k"), ("OPENROUTER_API_KEY", "k")]);
        Ids("fast").ShouldBe(["openrouter:openai/gpt-4o", "openai:gpt-4o-mini"]);
        Ids("both").ShouldBe(["openai:gpt-4o", "openrouter:openai/gpt-4o"]);
        Ids("new").ShouldBe(["openai:gpt-99"]);
        Ids("none").ShouldBeEmpty();
        result.Directory.DefaultModel.ShouldBe("fast");
        result.Lines.ShouldContain("models.new: `nobody/there` is at none of the providers and is passed over");
        result.Lines.ShouldContain("models.none: `nobody/there` is at none of the providers and is passed over");

        IEnumerable<string> Ids(string name) => result.Directory.Find(name).Select(endpoint => endpoint.Id.Value);
    }

    [Fact]
    public async Task Discover_DefaultModelThatNobodyHas_IsSaid() =>
        (await DiscoverAsync("default_model: nobody/there")).Lines.ShouldHaveSingleItem().ShouldContain("`nobody/there` is at none");

    [Fact]
    public async Task Discover_LimitsProfile_NarrowsEveryEndpoint()
    {
        var result = await DiscoverAsync("images: {limits: io.net}", environment: [("OPENAI_API_KEY", "k")]);
        result.Directory.All.Where(endpoint => endpoint.Model.SeesImages).ShouldAllBe(endpoint => endpoint.ImageLimits.MaxEdge == 4096 && endpoint.ImageLimits.MaxImages == 10);
        result.Directory.Find("gpt-4o").ShouldHaveSingleItem().ImageLimits.FetchesUrls.ShouldBeTrue();
    }

    [Fact]
    public void UsualServers_Ports_AreTheUsualOnes() =>
        ProviderDiscovery.UsualServers.Select(server => $"{server.Key} {server.Value}").Order().ShouldBe(
            [
                "llamacpp http://127.0.0.1:8080/v1/", "lmstudio http://127.0.0.1:1234/v1/", "ollama http://127.0.0.1:11434/v1/", "vllm http://127.0.0.1:8000/v1/",
            ]);

    public void Dispose() => _http.Dispose();

    private ProviderDiscovery Discovery((string Profile, StubServer Server)[] servers) =>
        new(_http, servers.ToDictionary(server => server.Profile, server => server.Server.BaseUrl), Patience, TimeProvider.System);

    private Task<DiscoveryResult> DiscoverAsync(string? yaml, (string, string)[]? environment = null, (string Profile, StubServer Server)[]? servers = null)
    {
        Endpoint[] embedded = [.. Configurations.Catalogue.EndpointsOf("iris").Select(endpoint => endpoint.At("iris"))];
        return Discovery(servers ?? []).DiscoverAsync(
            Configurations.Options(yaml, environment ?? []),
            Configurations.Catalogue,
            Configurations.Environment(environment ?? []),
            embedded,
            TestContext.Current.CancellationToken);
    }
}
