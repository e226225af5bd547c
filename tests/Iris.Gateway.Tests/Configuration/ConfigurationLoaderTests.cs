using System.Net;
using Iris.Configuration;
using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Gateway.Tests.Configuration;

public sealed class ConfigurationLoaderTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n")]
    [InlineData("providers:\nimages:\nlimits:\n")]
    public void Load_NothingWritten_GivesTheDefaults(string? yaml)
    {
        var options = Configurations.Options(yaml);
        options.Listen.ShouldBe(new ListenOptions(IPAddress.Loopback, 4747));
        options.DefaultModel.ShouldBeNull();
        options.Providers.ShouldBeEmpty();
        options.Models.ShouldBeEmpty();
        options.Images.ShouldBe(new ImagesOptions());
        options.Images.Fetch.MaxBytes.ShouldBe(30 * 1024 * 1024);
        options.Images.Fetch.Timeout.ShouldBe(TimeSpan.FromSeconds(10));
        options.Images.Preferences.ShouldBe(new ImagePreferences(ImagePolicy.Adapt));
        options.Images.Cache.ShouldBe(new ImageCacheOptions { MemoryBytes = 64L << 20, DiskBytes = 1L << 30 });
        options.KeyImages.ShouldBeEmpty();
        options.Limits.BodyBytes.ShouldBe(300 * 1024 * 1024);
        options.Limits.BytesInFlight.ShouldBeGreaterThanOrEqualTo(1024 * 1024 * 1024);
        options.Limits.RequestsInFlight.ShouldBe(1024);
        options.Limits.UpstreamConnect.ShouldBe(TimeSpan.FromSeconds(5));
        options.Limits.UpstreamFirstByte.ShouldBe(TimeSpan.FromSeconds(120));
        options.Limits.UpstreamIdle.ShouldBe(TimeSpan.FromSeconds(120));
        options.Limits.UpstreamTotal.ShouldBe(TimeSpan.FromSeconds(600));
        options.Limits.StatusHold.ShouldBe(TimeSpan.FromSeconds(10));
        options.Limits.DefaultKeyBudgetUsd.ShouldBeNull();
        options.Storage.ShouldBe(new StorageOptions());
    }

    [Fact]
    public void Load_EveryKeyWritten_IsRead()
    {
        var options = Configurations.Options(
            """
            listen: "[::1]:8080"
            default_model: fast
            providers:
              openai:
                api_key: ${MY_KEY}
                models: [gpt-4o, gpt-4.1]
                remote_images: inline
              box:
                profile: vllm
                dialect: chat-completions
                base_url: http://box.internal:8000/v1
                headers:
                  x-team: "${TEAM} vision"
            models:
              fast: [openai/gpt-4o, box/llava]
              slow: gpt-4.1
            images:
              remote: pass
              policy: strict
              metadata: strip
              limits: io.net
              max_tokens_per_image: 1500
              detail: high
              cache:
                memory_bytes: 0
                disk_bytes: 2GiB
              fetch:
                contact: mailto:ops@example.com
                allow: ["Images.Internal:8080", "[::1]:9000"]
                max_bytes: 5MB
                timeout: 500ms
            limits:
              body_bytes: 10MiB
              bytes_in_flight: 1.5GiB
              requests_in_flight: 7
              upstream_connect: 1s
              upstream_first_byte: 2m
              upstream_idle: 90s
              upstream_total: 1h
              status_hold: 2s
              default_key_budget_usd: 12.50
            keys:
              default:
                images:
                  policy: adapt
              key-0123456789ab:
                images:
                  max_tokens_per_image: 200
                  detail: low
            storage:
              engine: none
              path: ledger/iris.db
            """,
            ("MY_KEY", "sk-1"),
            ("TEAM", "red"));
        options.Listen.ShouldBe(new ListenOptions(IPAddress.IPv6Loopback, 8080));
        options.DefaultModel.ShouldBe("fast");
        options.Providers.Keys.ShouldBe(["openai", "box"]);
        options.Providers["openai"].ApiKey.ShouldBe("sk-1");
        options.Providers["openai"].BaseUrl.ShouldBeNull();
        options.Providers["openai"].Models.ShouldBe(["gpt-4o", "gpt-4.1"]);
        options.Providers["box"].Profile.Name.ShouldBe("vllm");
        options.Providers["box"].BaseUrl.ShouldBe(new Uri("http://box.internal:8000/v1/"));
        options.Providers["box"].Headers["x-team"].ShouldBe("red vision");
        options.Providers["box"].Models.ShouldBeNull();
        options.Models["fast"].ShouldBe(["openai/gpt-4o", "box/llava"]);
        options.Models["slow"].ShouldBe(["gpt-4.1"]);
        options.Images.Remote.ShouldBe(RemoteImages.Pass);
        options.Images.Policy.ShouldBe(ImagePolicy.Strict);
        options.Images.StripMetadata.ShouldBeTrue();
        options.Images.LimitsProfile.ShouldBe("io.net");
        options.Images.Fetch.Allow.ShouldBe(["images.internal:8080", "[::1]:9000"], ignoreOrder: true);
        options.Images.Fetch.MaxBytes.ShouldBe(5_000_000);
        options.Images.Fetch.Timeout.ShouldBe(TimeSpan.FromMilliseconds(500));
        options.Images.Fetch.Contact.ShouldBe("mailto:ops@example.com");
        options.Images.Cache.ShouldBe(new ImageCacheOptions { MemoryBytes = 0, DiskBytes = 2L * 1024 * 1024 * 1024 });
        options.Images.Preferences.ShouldBe(new ImagePreferences(ImagePolicy.Strict, 1500, ImageDetail.High));
        options.KeyImages["default"].ShouldBe(new ImagePreferences(ImagePolicy.Adapt));
        options.KeyImages["key-0123456789ab"].ShouldBe(new ImagePreferences(null, 200, ImageDetail.Low));
        options.Providers["openai"].RemoteImages.ShouldBe(RemoteImages.Inline);
        options.Providers["box"].RemoteImages.ShouldBeNull();
        options.RemoteImagesAt("openai").ShouldBe(RemoteImages.Inline);
        options.RemoteImagesAt("box").ShouldBe(RemoteImages.Pass);
        options.RemoteImagesAt("groq").ShouldBe(RemoteImages.Pass);
        options.Limits.ShouldBe(new LimitsOptions
        {
            BodyBytes = 10 * 1024 * 1024,
            BytesInFlight = 1536L * 1024 * 1024,
            RequestsInFlight = 7,
            UpstreamConnect = TimeSpan.FromSeconds(1),
            UpstreamFirstByte = TimeSpan.FromMinutes(2),
            UpstreamIdle = TimeSpan.FromSeconds(90),
            UpstreamTotal = TimeSpan.FromHours(1),
            StatusHold = TimeSpan.FromSeconds(2),
            DefaultKeyBudgetUsd = 12.50m,
        });
        options.Storage.ShouldBe(new StorageOptions { Engine = StorageEngine.None, Path = "ledger/iris.db" });
    }

    [Fact]
    public void Load_ManyMistakes_ReportsAllAtOnceInTheOrderOfTheFile()
    {
        var result = Configurations.Load(
            """
            listen: nowhere
            provider: {}
            providers:
              box:
                api_key: ${NOT_SET}
              openai:
                dialect: messages
                base_url: ftp://x
            images:
              policy: sometimes
            limits:
              body_bytes: huge
            """);
        result.Succeeded.ShouldBeFalse();
        result.Mistakes.Select(mistake => mistake.KeyPath).ShouldBe(
            ["listen", "provider", "providers.box.api_key", "providers.openai.dialect", "providers.openai.base_url", "images.policy", "limits.body_bytes", "providers.box.base_url"]);
        result.Mistakes.ShouldAllBe(mistake => mistake.Remedy.Length > 10);
    }

    [Fact]
    public void Load_EmptyListBesideAWrongOne_ReportsBoth() =>
        Configurations.Load("models: {fast: [{a: b}], fas: []}").Mistakes.Select(mistake => mistake.KeyPath).ShouldBe(["models.fast[0]", "models.fas"]);

    [Theory]
    [InlineData("lisen: 1", "lisen", "did you mean listen?")]
    [InlineData("images: {fetch: {time-out: 1s}}", "images.fetch.time-out", "did you mean timeout?")]
    [InlineData("providers: {ollama: {baseurl: x}}", "providers.ollama.baseurl", "did you mean base_url?")]
    [InlineData("providers: {ollama: {apikey: sk-very-secret}}", "providers.ollama.apikey", "did you mean api_key?")]
    [InlineData("whatever: 1", "whatever", "known here are listen, default_model")]
    public void Load_UnknownKey_SuggestsTheNearest(string yaml, string path, string remedy)
    {
        var mistake = Configurations.Mistake(yaml);
        mistake.KeyPath.ShouldBe(path);
        mistake.Remedy.ShouldContain(remedy);
        mistake.ToString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("4747", "127.0.0.1", 4747)]
    [InlineData("127.0.0.1:1", "127.0.0.1", 1)]
    [InlineData("0.0.0.0:8080", "0.0.0.0", 8080)]
    [InlineData("localhost:0", "127.0.0.1", 0)]
    [InlineData("[::]:65535", "::", 65535)]
    public void Listen_Address_IsRead(string text, string address, int port) =>
        Configurations.Options($"listen: \"{text}\"").Listen.ShouldBe(new ListenOptions(IPAddress.Parse(address), port));

    [Theory]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.1:80")]
    [InlineData("::1:80")]
    [InlineData("example.com:80")]
    [InlineData("127.0.0.1:http")]
    public void Listen_NoAddress_IsAMistake(string text)
    {
        var mistake = Configurations.Mistake($"listen: \"{text}\"");
        mistake.KeyPath.ShouldBe("listen");
        mistake.Value.ShouldBe(text);
        mistake.Line.ShouldBe(1);
    }

    [Fact]
    public void Listen_BareBrackets_SayToQuote() =>
        Configurations.Mistake("listen: [::1]:4747").KeyPath.ShouldBe("iris.yaml");

    [Fact]
    public void Load_PortInTheEnvironment_OverridesTheFile() =>
        Configurations.Options("listen: 0.0.0.0:8080", ("IRIS_PORT", "9")).Listen.ShouldBe(new ListenOptions(IPAddress.Any, 9));

    [Fact]
    public void Load_WrongPortInTheEnvironment_IsAMistakeOfTheVariable()
    {
        var mistake = Configurations.Mistake("", ("IRIS_PORT", "many"));
        mistake.KeyPath.ShouldBe("IRIS_PORT");
        mistake.Value.ShouldBe("many");
    }

    [Theory]
    [InlineData("sk-iris-abcdefghijklmnopqrstuvwxyz0123456789abcdefg")]
    [InlineData("key-0123456789AB")]
    [InlineData("key-0123")]
    [InlineData("Default")]
    public void Load_KeyThatIsNoId_IsAMistakeThatDoesNotShowIt(string name)
    {
        var mistake = Configurations.Mistake($"keys: {{{name}: {{images: {{policy: strict}}}}}}");

        mistake.KeyPath.ShouldBe("keys.<key>");
        mistake.ToString().ShouldContain("never the key itself");
        mistake.ToString().ShouldNotContain(name, Case.Sensitive);
    }

    [Theory]
    [InlineData("a: [", null)]
    [InlineData("listen: 1\nlisten: 2", "listen")]
    [InlineData("- a\n- b", "write keys at the top")]
    [InlineData("just text", "write keys at the top")]
    [InlineData("listen: 1\n---\nlisten: 2", "one document")]
    [InlineData("a: &x\n  b: *y", null)]
    public void Load_WrongForm_IsAMistakeOfTheFile(string yaml, string? remedy)
    {
        var mistake = Configurations.Mistake(yaml);
        mistake.KeyPath.ShouldBe("iris.yaml");
        mistake.Remedy.ShouldContain(remedy ?? "no valid YAML");
    }

    [Theory]
    [InlineData("storage: {engine: postgres}", "storage.engine", "PostgreSQL is not there yet")]
    [InlineData("storage: {engine: PostgreSQL}", "storage.engine", "PostgreSQL is not there yet")]
    [InlineData("storage: {engine: redis}", "storage.engine", "write sqlite or none")]
    [InlineData("storage: sqlite", "storage", "engine, path")]
    [InlineData("storage: {path: ../iris.db}", "storage.path", "data folder")]
    [InlineData("storage: {path: /etc/iris.db}", "storage.path", "data folder")]
    [InlineData("images: {limits: nobody}", "images.limits", "io.net")]
    [InlineData("images: {fetch: {allow: [example.com]}}", "images.fetch.allow[0]", "host:port")]
    [InlineData("images: {fetch: {max_bytes: 65MiB}}", "images.fetch.max_bytes", "at most 64MiB")]
    [InlineData("images: {fetch: {timeout: 10}}", "images.fetch.timeout", "10s")]
    [InlineData("images: {fetch: {timeout: 25h}}", "images.fetch.timeout", "at most 24h")]
    [InlineData("images: {fetch: {timeout: 0s}}", "images.fetch.timeout", "write a duration")]
    [InlineData("images: {fetch: {contact: \"a b\"}}", "images.fetch.contact", "URL or a mail address")]
    [InlineData("images: {fetch: {contact: \"a)\"}}", "images.fetch.contact", "without spaces and parentheses")]
    [InlineData("images: {cache: {memory_bytes: lots}}", "images.cache.memory_bytes", "or 0 for none")]
    [InlineData("images: {cache: {disk_bytes: -1}}", "images.cache.disk_bytes", "or 0 for none")]
    [InlineData("images: {cache: 0}", "images.cache", "memory_bytes, disk_bytes")]
    [InlineData("images: {max_tokens_per_image: 0}", "images.max_tokens_per_image", "from 1 to 1000000")]
    [InlineData("images: {max_tokens_per_image: 1.5}", "images.max_tokens_per_image", "from 1 to 1000000")]
    [InlineData("images: {detail: medium}", "images.detail", "auto or low or high or original")]
    [InlineData("keys: {default: {images: {policy: maybe}}}", "keys.default.images.policy", "adapt or strict")]
    [InlineData("keys: {key-0123456789ab: {images: {max_tokens_per_image: few}}}", "keys.key-0123456789ab.images.max_tokens_per_image", "from 1")]
    [InlineData("keys: {default: {detail: low}}", "keys.default.detail", "known here are images")]
    [InlineData("keys: {default: {images: {limit: io.net}}}", "keys.default.images.limit", "known here are policy")]
    [InlineData("keys: {default: low}", "keys.default", "images")]
    [InlineData("limits: {requests_in_flight: 0}", "limits.requests_in_flight", "from 1")]
    [InlineData("limits: {body_bytes: -5MiB}", "limits.body_bytes", "write a size")]
    [InlineData("limits: {body_bytes: 99999999999GiB}", "limits.body_bytes", "write a size")]
    [InlineData("limits: {default_key_budget_usd: lots}", "limits.default_key_budget_usd", "US dollars")]
    [InlineData("limits: {bytes_in_flight: 1MiB}", "limits.bytes_in_flight", "must not be less")]
    [InlineData("limits: {upstream_total: 10s}", "limits.upstream_total", "must not be shorter")]
    [InlineData("limits: {upstream_idle: [1, 2]}", "limits.upstream_idle", "one value")]
    [InlineData("models: {fast: []}", "models.fast", "provider/upstream-model")]
    [InlineData("models: {fast: }", "models.fast", "provider/upstream-model")]
    [InlineData("models: {fast: ~}", "models.fast", "provider/upstream-model")]
    [InlineData("models: {fast: [{a: b}]}", "models.fast[0]", "one value")]
    [InlineData("models: {Fast.1: a, fast-1: b}", "models.fast-1", "already")]
    [InlineData("default_model: \"\"", "default_model", "name of a model")]
    public void Load_WrongValue_NamesKeyAndRemedy(string yaml, string path, string remedy)
    {
        var mistake = Configurations.Mistake(yaml);
        mistake.KeyPath.ShouldBe(path);
        mistake.Remedy.ShouldContain(remedy);
    }
}
