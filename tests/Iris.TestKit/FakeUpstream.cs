using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Iris.TestKit;

/// <summary>A provider of the OpenAI wire on loopback that answers as the test scripts it and remembers what it was sent.</summary>
public sealed class FakeUpstream : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _script = new();
    private readonly ConcurrentQueue<ReceivedRequest> _received = new();

    private FakeUpstream(WebApplication application) => _application = application;

    /// <summary>Its base address with <c>/v1</c>.</summary>
    public string BaseUrl => $"{_application.Urls.First()}/v1";

    /// <summary>What arrived, in order.</summary>
    public IReadOnlyList<ReceivedRequest> Received => [.. _received];

    /// <summary>The only request that arrived.</summary>
    public ReceivedRequest Single => Received.Single();

    /// <summary>Starts on a free port. Without a script every request gets a short answer.</summary>
    public static async Task<FakeUpstream> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var application = builder.Build();
        var upstream = new FakeUpstream(application);
        application.Run(upstream.HandleAsync);
        await application.StartAsync();
        return upstream;
    }

    /// <summary>Scripts the next answer; scripts are used up in order.</summary>
    public FakeUpstream Next(Func<HttpContext, Task> answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    /// <summary>The next answer: a status and a body.</summary>
    public FakeUpstream Next(int status, string body, string contentType = "application/json", params (string Name, string Value)[] headers) => Next(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(body, context.RequestAborted);
    });

    /// <summary>The next answer: bytes that need not be text, each piece in a segment of its own.</summary>
    public FakeUpstream NextPieces(int status, string contentType, params byte[][] pieces) => Next(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        foreach (var piece in pieces)
        {
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    });

    /// <summary>The next answer: the connection breaks before the answer's head.</summary>
    public FakeUpstream NextReset() => Next(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>The next answer: it announces more bytes than come before the connection ends.</summary>
    public FakeUpstream NextTruncated(string body, long announced, string contentType = "application/json") => Next(async context =>
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = announced;
        await context.Response.WriteAsync(body, context.RequestAborted);
    });

    /// <summary>The next answer begins and then waits for the test.</summary>
    /// <param name="begin">Sent at once; when empty, not even the head is sent.</param>
    /// <param name="contentType">Of the answer.</param>
    public HeldAnswer NextHeld(string begin = "", string contentType = "text/event-stream")
    {
        var held = new HeldAnswer(begin, contentType);
        Next(held.AnswerAsync);
        return held;
    }

    /// <summary>The next answer: a chat completion.</summary>
    public FakeUpstream NextAnswer(string text, int promptTokens = 10, int completionTokens = 2) => Next(200, Completion(text, promptTokens, completionTokens));

    /// <summary>The next answer: a stream of these pieces with usage and <c>[DONE]</c>.</summary>
    public FakeUpstream NextStream(params string[] pieces) => Next(200, Stream(pieces), "text/event-stream");

    /// <summary>The JSON of a chat completion.</summary>
    public static string Completion(string text, int promptTokens = 10, int completionTokens = 2)
        => $$$"""{"id":"up-1","object":"chat.completion","created":1,"model":"up","system_fingerprint":"fp","choices":[{"index":0,"message":{"role":"assistant","content":"{{{text}}}","tool_calls":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":{{{promptTokens}}},"completion_tokens":{{{completionTokens}}},"total_tokens":{{{promptTokens + completionTokens}}}}}""";

    /// <summary>The body of a stream.</summary>
    public static string Stream(params string[] pieces)
    {
        var body = new StringBuilder();
        foreach (var piece in pieces)
        {
            body.Append(Chunk(piece));
        }

        return body
            .Append("""data: {"id":"up-1","object":"chat.completion.chunk","created":1,"model":"up","system_fingerprint":null,"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}""").Append("\n\n")
            .Append("""data: {"id":"up-1","object":"chat.completion.chunk","created":1,"model":"up","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":2,"total_tokens":12}}""").Append("\n\n")
            .Append("data: [DONE]\n\n").ToString();
    }

    /// <summary>One event of a stream.</summary>
    public static string Chunk(string text)
        => $$$"""data: {"id":"up-1","object":"chat.completion.chunk","created":1,"model":"up","system_fingerprint":null,"choices":[{"index":0,"delta":{"role":"assistant","content":"{{{text}}}","tool_calls":null},"logprobs":null,"finish_reason":null}],"usage":null}""" + "\n\n";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _received.Enqueue(new ReceivedRequest(
            context.Request.Path,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        if (_script.TryDequeue(out var answer))
        {
            await answer(context);
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Completion("ok"), context.RequestAborted);
    }
}
