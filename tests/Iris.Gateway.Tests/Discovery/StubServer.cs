using System.Collections.Concurrent;

namespace Iris.Gateway.Tests.Discovery;

/// <summary>A server on a free loopback port that answers some paths with JSON and everything else with 404.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubServer(WebApplication app) => _app = app;

    public Uri BaseUrl => new($"{_app.Urls.Single()}/v1/");

    public string Authority => BaseUrl.Authority;

    /// <summary>Method, path and the Authorization header of every request.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static async Task<StubServer> StartAsync(Func<string, string, Task<string?>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new StubServer(app);
        app.Run(async context =>
        {
            var request = context.Request;
            stub.Requests.Enqueue($"{request.Method} {request.Path} {request.Headers.Authorization}".TrimEnd());
            using var reader = new StreamReader(request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            if (await answer(request.Path, body) is { } json)
            {
                await context.Response.WriteAsync(json, context.RequestAborted);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
        });
        await app.StartAsync();
        return stub;
    }

    public static Task<StubServer> StartAsync(Dictionary<string, string> answers) =>
        StartAsync((path, _) => Task.FromResult(answers.GetValueOrDefault(path)));

    public static Task<StubServer> StartOllamaAsync() => StartAsync((path, body) => Task.FromResult(path switch
    {
        "/api/tags" => """{"models":[{"name":"llama3.1:8b","size":1},{"name":"llava:7b"},{"name":"nomic-embed-text:latest"},{"name":"qwen2.5vl:7b"}]}""",
        "/api/show" when body.Contains("llava", StringComparison.Ordinal) => """{"capabilities":["completion","vision"],"model_info":{"general.architecture":"llama","llama.context_length":4096}}""",
        "/api/show" when body.Contains("nomic", StringComparison.Ordinal) => """{"capabilities":["embedding"]}""",
        "/api/show" when body.Contains("qwen", StringComparison.Ordinal) => """{"license":"an old server that does not tell"}""",
        "/api/show" => """{"capabilities":["completion","tools"],"model_info":{"llama.context_length":131072}}""",
        _ => null,
    }));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
