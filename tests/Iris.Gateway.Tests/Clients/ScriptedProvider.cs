using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace Iris.Gateway.Tests.Clients;

/// <summary>A provider on loopback that speaks the OpenAI wire, keeps the pictures that it was sent and answers with their digests.</summary>
internal sealed class ScriptedProvider : IAsyncDisposable
{
    public const string Key = "provider-key-that-only-iris-knows";
    public const string Failing = "failing";
    public const string Limited = "limited";

    private readonly WebApplication _application;

    private ScriptedProvider(WebApplication application) => _application = application;

    public Uri BaseAddress => new($"{_application.Urls.First()}/v1");

    /// <summary>Media type and digest of each picture of the last request.</summary>
    public IReadOnlyList<(string MediaType, string Digest)> LastPictures { get; private set; } = [];

    public static async Task<ScriptedProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var provider = new ScriptedProvider(application);
        application.MapPost("/v1/chat/completions", provider.AnswerAsync);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    public static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string AnswerTo(params IEnumerable<(string MediaType, string Digest)> pictures)
        => $"I see {string.Join(" and ", pictures.Select(picture => $"{picture.MediaType} {picture.Digest[..12]}"))} 🚲.";

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != $"Bearer {Key}")
        {
            await WriteErrorAsync(context, 401, "Incorrect API key provided");
            return;
        }

        using var request = await JsonDocument.ParseAsync(context.Request.Body);
        var model = request.RootElement.GetProperty("model").GetString().ShouldNotBeNull();
        LastPictures = [.. PicturesOf(request.RootElement)];
        if (model == Failing)
        {
            await WriteErrorAsync(context, 500, "The server had an error");
        }
        else if (model == Limited)
        {
            context.Response.Headers.RetryAfter = "7";
            await WriteErrorAsync(context, 429, "Rate limit reached");
        }
        else if (request.RootElement.TryGetProperty("stream", out var stream) && stream.GetBoolean())
        {
            await WriteStreamAsync(context, model);
        }
        else
        {
            await context.Response.WriteAsJsonAsync(new
            {
                id = "chatcmpl-1",
                @object = "chat.completion",
                created = 1763640000,
                model,
                choices = new[] { new { index = 0, message = new { role = "assistant", content = AnswerTo(LastPictures) }, finish_reason = "stop" } },
                usage = Usage,
            });
        }
    }

    private static object Usage => new { prompt_tokens = 101, completion_tokens = 20, total_tokens = 121 };

    private async Task WriteStreamAsync(HttpContext context, string model)
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var word in AnswerTo(LastPictures).Split(' '))
        {
            await WriteEventAsync(context, model, [new { index = 0, delta = new { content = word + " " }, finish_reason = (string?)null }], null);
        }

        await WriteEventAsync(context, model, [new { index = 0, delta = new { }, finish_reason = "stop" }], null);
        await WriteEventAsync(context, model, [], Usage);
        await context.Response.WriteAsync("data: [DONE]\n\n");
    }

    private static Task WriteEventAsync(HttpContext context, string model, object[] choices, object? usage)
        => context.Response.WriteAsync($"data: {JsonSerializer.Serialize(new { id = "chatcmpl-1", @object = "chat.completion.chunk", created = 1763640000, model, choices, usage })}\n\n");

    private static Task WriteErrorAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = new { message, type = "server_error", param = (string?)null, code = (string?)null } });
    }

    private static IEnumerable<(string, string)> PicturesOf(JsonElement request)
    {
        foreach (var message in request.GetProperty("messages").EnumerateArray())
        {
            if (message.GetProperty("content") is not { ValueKind: JsonValueKind.Array } parts)
            {
                continue;
            }

            foreach (var part in parts.EnumerateArray().Where(part => part.GetProperty("type").GetString() == "image_url"))
            {
                var url = part.GetProperty("image_url").GetProperty("url").GetString().ShouldNotBeNull();
                var comma = url.IndexOf(',', StringComparison.Ordinal);
                yield return (url["data:".Length..url.IndexOf(';', StringComparison.Ordinal)], Digest(Convert.FromBase64String(url[(comma + 1)..])));
            }
        }
    }
}
