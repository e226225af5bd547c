using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Iris.Core.Dialects.ChatCompletions;
using Iris.Core.Model;
using Iris.Core.Providers.Profiles;

namespace Iris.Core.Providers.OpenAiWire;

/// <summary>A provider that speaks the OpenAI wire, at any base address. Vendors differ by profile only.</summary>
/// <remarks>Singleton; safe for concurrent use. Does not own the invoker.</remarks>
public sealed class OpenAiWireProvider(
    ProviderConnection connection,
    HttpMessageInvoker http,
    UpstreamTimeouts timeouts,
    TimeProvider time) : IProvider
{
    private const int MostErrorBytes = 64 * 1024;
    private readonly Uri _chatUrl = connection.ChatUrl;
    private readonly UpstreamFailure _failure = new(connection);

    /// <summary>Longest answer in bytes, whole or streamed.</summary>
    internal const long MostAnswerBytes = 64L * 1024 * 1024;

    /// <inheritdoc/>
    public string Name => connection.Name;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatEvent> AnswerAsync(ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var clock = new AttemptClock(timeouts, time, cancellationToken);
        var model = call.Request.Model ?? call.Endpoint.Model.Id.Value;
        var sent = await SendAsync(call, clock, cancellationToken);
        if (!sent.TryGet(out var response, out var error))
        {
            yield return new AnswerFailed(error);
            yield break;
        }

        using (response)
        {
            if (!response.IsSuccessStatusCode)
            {
                yield return new AnswerFailed(await ReadErrorAsync(response, model, clock, cancellationToken));
                yield break;
            }

            var stream = new CappedStream(await response.Content.ReadAsStreamAsync(clock.Token), MostAnswerBytes, () => clock.Rewind(timeouts.Idle));
            var events = IsEventStream(response)
                ? new StreamedAnswer(connection, stream, _failure, model).ReadAsync(clock, cancellationToken)
                : new WholeAnswer(connection, stream, _failure, model).ReadAsync(clock, cancellationToken);
            await foreach (var chatEvent in events)
            {
                yield return chatEvent;
            }
        }
    }

    private static bool IsEventStream(HttpResponseMessage response)
        => string.Equals(response.Content.Headers.ContentType?.MediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase);

    private async Task<Outcome<HttpResponseMessage>> SendAsync(ProviderCall call, AttemptClock clock, CancellationToken caller)
    {
        using var request = CreateRequest(call, () => clock.Rewind(timeouts.FirstByte));
        try
        {
            return await http.SendAsync(request, clock.Token);
        }
        catch (Exception exception) when (_failure.Explains(exception, clock, caller, out var error))
        {
            return error;
        }
    }

    private HttpRequestMessage CreateRequest(ProviderCall call, Action onProgress)
    {
        var profile = connection.Profile;
        var options = new ChatWriteOptions(call.Endpoint.UpstreamModel, profile.KeepsRouterFields, profile.TakesStreamOptions, profile.MaxTokensField, call.Detail);
        var request = new HttpRequestMessage(HttpMethod.Post, _chatUrl)
        {
            Content = new SplicedContent(ChatCompletionsRequestWriter.Write(call.Request, call.Body, call.Images, options), onProgress),
        };
        request.Headers.TryAddWithoutValidation("Accept", call.Request.Stream ? "text/event-stream" : "application/json");
        if (connection.ApiKey is { } key)
        {
            if (profile.Auth == AuthScheme.Bearer)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            }
            else if (profile.Auth == AuthScheme.ApiKeyHeader)
            {
                request.Headers.TryAddWithoutValidation("api-key", key);
            }
        }

        foreach (var (name, value) in connection.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private async Task<GatewayError> ReadErrorAsync(HttpResponseMessage response, string model, AttemptClock clock, CancellationToken caller)
    {
        var body = new byte[MostErrorBytes];
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(clock.Token);
            length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, clock.Token);
        }
        catch (Exception exception) when (_failure.Explains(exception, clock, caller, out _))
        {
            // The status alone tells enough.
        }

        return UpstreamErrorReader.Read((int)response.StatusCode, response.Headers, body.AsSpan(0, length), connection, model, time.GetUtcNow());
    }
}
