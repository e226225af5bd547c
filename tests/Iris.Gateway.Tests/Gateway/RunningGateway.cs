using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Iris.Core.Catalogue;
using Iris.Hosting;
using Iris.Imaging.Workers;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway;

/// <summary>A gateway of the test's own: real Kestrel on a free port, an empty data folder, no environment.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    public const string Key = "test-key-of-at-least-twenty-characters";

    /// <summary>The key that the gateway presents to upstreams.</summary>
    public const string UpstreamKey = "upstream-secret-key-0123456789";

    private readonly string _folder;
    private readonly GatewayHost _host;

    private RunningGateway(string folder, GatewayHost host, CollectedLog log)
    {
        _folder = folder;
        _host = host;
        Log = log;
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { BaseAddress = host.Address, Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>Sends to the gateway, without a key.</summary>
    public HttpClient Http { get; }

    /// <summary>All that was logged.</summary>
    public CollectedLog Log { get; }

    /// <summary>The data folder.</summary>
    public string Folder => _folder;

    public IReadOnlyList<string> StartupLines => _host.StartupLines;

    public Uri Address => _host.Address;

    /// <summary>Starts with this <c>iris.yaml</c>.</summary>
    public static async Task<RunningGateway> StartAsync(string yaml = "", TimeProvider? time = null, Dictionary<string, string>? environment = null, string? workerCommand = null, string? imageLimits = null)
    {
        var folder = Directory.CreateTempSubdirectory("iris-test-").FullName;
        var cancellationToken = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(Path.Combine(folder, "iris.yaml"), yaml, cancellationToken);
        if (imageLimits is not null)
        {
            WriteCatalogue(folder, "image-limits.json", imageLimits);
        }

        var log = new CollectedLog();
        var host = await GatewayHost.StartAsync(
            new GatewayHostOptions
            {
                DataPath = folder,
                ApiKeys = [Key],
                Port = 0,
                Environment = name => environment?.GetValueOrDefault(name),
                ConfigureLogging = logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace),
                WarmsUp = false,
                LooksForLocalServers = false,
                PixelWorkers = new PixelWorkerOptions { Command = new PixelWorkerCommand(workerCommand ?? Path.Combine(AppContext.BaseDirectory, "iris"), [PixelWorkerCommand.Verb]) },
                Time = time ?? TimeProvider.System,
            },
            cancellationToken);
        return new RunningGateway(folder, host, log);
    }

    /// <summary>Starts with one upstream that serves the model <c>test/vision</c>.</summary>
    public static Task<RunningGateway> StartAsync(FakeUpstream upstream, string more = "", TimeProvider? time = null, string? workerCommand = null) => StartAsync(
        $"""
        providers:
          test:
            dialect: chat-completions
            base_url: {upstream.BaseUrl}
            api_key: {UpstreamKey}
            models: [test/vision]
        {more}
        """,
        time,
        workerCommand: workerCommand);

    /// <summary>The configuration of one provider under <c>providers:</c>.</summary>
    public static string Provider(string name, string baseUrl, string model = "test/vision", string more = "")
        => $"""
              {name}:
                base_url: {baseUrl}
                api_key: {UpstreamKey}
                models: [{model}]
                {more}
            """;

    /// <summary>Reads the catalogue files anew, as SIGHUP does.</summary>
    public Task<IReadOnlyList<CatalogueMistake>> ReloadAsync() => _host.ReloadAsync();

    /// <summary>Writes a file of the operator's catalogue.</summary>
    public static void WriteCatalogue(string dataFolder, string file, string json)
        => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(dataFolder, "catalogue")).FullName, file), json);

    /// <summary>Posts a body to a chat route with the key.</summary>
    public Task<HttpResponseMessage> PostAsync(string json, string path = "/v1/chat/completions") => PostAsync(Encoding.UTF8.GetBytes(json), path);

    /// <summary>Posts a body to a chat route with the key.</summary>
    public Task<HttpResponseMessage> PostAsync(byte[] body, string path = "/v1/chat/completions")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads a JSON answer.</summary>
    public static async Task<JsonNode> JsonAsync(HttpResponseMessage response)
        => JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    /// <summary>A chat request with these content parts.</summary>
    public static string Chat(string parts, string model = "test/vision", string more = "")
        => $$"""{"model":"{{model}}","messages":[{"role":"user","content":[{{parts}}]}]{{more}}}""";

    /// <summary>A canonical image part with these bytes.</summary>
    public static string ImagePart(byte[] image, string mediaType = "image/png")
        => $$$"""{"type":"image_url","image_url":{"url":"data:{{{mediaType}}};base64,{{{Convert.ToBase64String(image)}}}"}}""";

    /// <summary>Checks an error answer's status and reason and returns its <c>error</c>.</summary>
    public static async Task<JsonNode> ShouldFailAsync(HttpResponseMessage response, int status, string reason)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var error = JsonNode.Parse(text)!["error"]!;
        error["code"]!.GetValue<int>().ShouldBe(status);
        error["message"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
        error["type"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
        error.AsObject().ContainsKey("param").ShouldBeTrue();
        error["metadata"]!["reason"]!.GetValue<string>().ShouldBe(reason, text);
        error["metadata"]!["error_type"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
        return error;
    }

    /// <summary>Checks an error answer's status, words and path and returns its <c>error</c>.</summary>
    public static async Task<JsonNode> ShouldFailAsync(HttpResponseMessage response, int status, string errorType, string reason, string? param)
    {
        var error = await ShouldFailAsync(response, status, reason);
        error["metadata"]!["error_type"]!.GetValue<string>().ShouldBe(errorType);
        (error["param"]?.GetValue<string>()).ShouldBe(param);
        return error;
    }

    /// <summary>Stops the gateway, which writes the ledger out, and reads the ledger's rows in order.</summary>
    public async Task<IReadOnlyList<LedgerRow>> StopAndReadLedgerAsync()
    {
        await _host.DisposeAsync();
        return LedgerRow.ReadAll(_folder);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
