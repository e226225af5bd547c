using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Iris.Core.Providers.Profiles;

namespace Iris.Discovery.Probes;

/// <summary>Asks one server short questions. Whatever goes wrong is the answer null: discovery never fails a start.</summary>
internal sealed class ProbeClient(HttpMessageInvoker http, ProviderConnection connection)
{
    private const long LargestAnswer = 8L * 1024 * 1024;

    /// <summary>The server's root: its base address without <c>v1/</c>.</summary>
    public Uri Root { get; } = connection.BaseUrl.AbsolutePath.EndsWith("/v1/", StringComparison.Ordinal)
        ? new Uri(connection.BaseUrl, "../")
        : connection.BaseUrl;

    public Uri BaseUrl => connection.BaseUrl;

    public Task<T?> GetAsync<T>(Uri url, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        AskAsync(new HttpRequestMessage(HttpMethod.Get, url), type, cancellationToken);

    public Task<T?> PostAsync<TQuestion, T>(Uri url, TQuestion question, JsonTypeInfo<TQuestion> questionType, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(question, questionType));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return AskAsync(new HttpRequestMessage(HttpMethod.Post, url) { Content = content }, type, cancellationToken);
    }

    private async Task<T?> AskAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using (request)
        {
            try
            {
                AddHeaders(request);
                using var response = await http.SendAsync(request, cancellationToken);
                if (!response.IsSuccessStatusCode)
                {
                    return null;
                }

                await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken);
                await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
                return await JsonSerializer.DeserializeAsync(body, type, cancellationToken);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or OperationCanceledException)
            {
                return null;
            }
        }
    }

    private void AddHeaders(HttpRequestMessage request)
    {
        if (connection is { ApiKey: { } key, Profile.Auth: AuthScheme.Bearer })
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        foreach (var (name, value) in connection.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
