namespace Iris.Gateway.Tests.Configuration;

public sealed class ProvidersSectionTests
{
    [Theory]
    [InlineData("box: {}", "providers.box.base_url", "is required")]
    [InlineData("openai: {}", "providers.openai.api_key", "set OPENAI_API_KEY")]
    [InlineData("deepinfra: {}", "providers.deepinfra.api_key", "set DEEPINFRA_API_KEY or DEEPINFRA_TOKEN")]
    [InlineData("box: {base_url: \"http://x/v1\", dialect: responses}", "providers.box.dialect", "chat-completions is the only dialect")]
    [InlineData("box: {base_url: \"http://x/v1\", profile: nobody}", "providers.box.profile", "known profiles are openai")]
    [InlineData("box: {base_url: \"http://x/v1\", remote_images: pass}", "providers.box.remote_images", "the profile custom fetch no image URLs")]
    [InlineData("box: {base_url: \"http://x/v1\", profile: ollama, remote_images: pass}", "providers.box.remote_images", "the profile ollama fetch no image URLs")]
    [InlineData("box: {base_url: \"http://x/v1\", profile: vllm, remote_images: fetch}", "providers.box.remote_images", "write inline or pass")]
    [InlineData("box: {base_url: \"x\"}", "providers.box.base_url", "http or https")]
    [InlineData("box: {base_url: \"http://x/v1/chat/completions\"}", "providers.box.base_url", "chat/completions")]
    [InlineData("box: {base_url: \"http://x/v1?a=b\"}", "providers.box.base_url", "without user name, query")]
    [InlineData("box: {base_url: \"http://x\", headers: {Host: a}}", "providers.box.headers.Host", "does not set itself")]
    [InlineData("box: {base_url: \"http://x\", headers: {\"a b\": c}}", "providers.box.headers.a b", "header name")]
    [InlineData("box: {base_url: \"http://x\", headers: {a: \"x\\r\\nb: c\"}}", "providers.box.headers.a", "printable ASCII")]
    [InlineData("box: {base_url: \"http://x\", models: [\"\"]}", "providers.box.models[0]", "own words")]
    [InlineData("box: {base_url: \"http://x\", headers: {a: }}", "providers.box.headers.a", "printable ASCII")]
    [InlineData("iris: {base_url: \"http://x\"}", "providers.iris", "embedded")]
    [InlineData("\"a/b\": {base_url: \"http://x\"}", "providers.a/b", "letters, digits")]
    [InlineData("box: http://x", "providers.box", "base_url")]
    public void Providers_WrongOne_NamesKeyAndRemedy(string provider, string path, string remedy)
    {
        var mistake = Configurations.Mistake($"providers: {{ {provider} }}");
        mistake.KeyPath.ShouldBe(path);
        mistake.Remedy.ShouldContain(remedy);
    }

    [Theory]
    [InlineData("api_key: \"sk secret\"", "sk secret")]
    [InlineData("api_key: [sk-secret]", "sk-secret")]
    [InlineData("api_key: \"sk-secret-${MISSING}\"", "sk-secret")]
    [InlineData("headers: {x: \"geh\\u00e4im\"}", "geh")]
    [InlineData("headers: {content-length: sk-secret}", "sk-secret")]
    [InlineData("headers: sk-secret", "sk-secret")]
    public void Providers_WrongSecret_IsNeverShown(string key, string secret)
    {
        var mistake = Configurations.Mistake($"providers: {{ box: {{ base_url: \"http://x\", {key} }} }}");
        mistake.ToString().ShouldNotContain(secret);
    }

    [Fact]
    public void Providers_MissingVariable_IsNamed()
    {
        var mistake = Configurations.Mistake("providers: {box: {base_url: \"http://x\", api_key: \"${BOX_KEY}\"}}");
        mistake.KeyPath.ShouldBe("providers.box.api_key");
        mistake.Value.ShouldBe("${BOX_KEY}");
        mistake.Remedy.ShouldContain("BOX_KEY");
    }

    [Fact]
    public void Providers_EmptyVariable_CountsAsMissing() =>
        Configurations.Mistake("providers: {box: {base_url: \"http://x\", api_key: \"${BOX_KEY}\"}}", ("BOX_KEY", "")).Remedy.ShouldContain("is not set");

    [Fact]
    public void Providers_DoubledDollar_StaysText() =>
        Configurations.Options("providers: {box: {base_url: \"http://x\", api_key: \"a$${B}c$d\"}}").Providers["box"].ApiKey.ShouldBe("a${B}c$d");

    [Fact]
    public void Providers_KnownName_TakesItsProfile()
    {
        var options = Configurations.Options("providers: {Groq: {}, ollama: {}}", ("GROQ_API_KEY", "gsk"));
        options.Providers["groq"].Profile.Name.ShouldBe("groq");
        Configurations.Options("providers:\n  lmstudio:\n").Providers["lmstudio"].Profile.Name.ShouldBe("lmstudio");
        options.Providers["ollama"].Profile.Name.ShouldBe("ollama");
    }

    [Fact]
    public void Providers_AsText_HideTheKey() =>
        Configurations.Options("providers: {box: {base_url: \"http://x\", api_key: sk-secret}}").Providers["box"].ToString().ShouldNotContain("secret");
}
