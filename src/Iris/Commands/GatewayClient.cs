using System.Net.Http.Headers;
using Iris.Configuration;

namespace Iris.Commands;

/// <summary>A gateway that answers, wherever it runs, and the key for it.</summary>
/// <remarks>Owns the gateway when this process hosts it: disposing ends both.</remarks>
internal sealed class GatewayClient : IAsyncDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private readonly HttpMessageInvoker _invoker;
    private readonly string _key;
    private readonly IAsyncDisposable? _hosted;

    /// <summary>Wraps an address that answered.</summary>
    /// <param name="address">The root of the gateway, with or without a path before <c>/v1</c>.</param>
    /// <param name="key">Sent as a bearer token with every request.</param>
    /// <param name="hosted">The gateway in this process, or null when it runs elsewhere.</param>
    public GatewayClient(Uri address, string key, IAsyncDisposable? hosted = null)
    {
        Address = address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
        _key = key;
        _hosted = hosted;
        _invoker = CreateInvoker(address);
    }

    /// <summary>The root of the gateway, ending in a slash.</summary>
    public Uri Address { get; }

    /// <summary>A client without the pool of a process that lives long: redirects are not followed, because the key would go along.</summary>
    public static HttpMessageInvoker CreateInvoker(Uri address) => new(new SocketsHttpHandler
    {
        ConnectTimeout = ConnectTimeout,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !address.IsLoopback,
    });

    /// <summary>Sends a request and returns once the headers of the answer are there.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">Relative to <see cref="Address"/>, for instance <c>v1/models</c>.</param>
    /// <param name="content">The body, or null.</param>
    /// <param name="cancellationToken">Drops the connection, which also ends the upstream's work.</param>
    /// <exception cref="CommandFailure">Nobody answers there.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        try
        {
            return await _invoker.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            throw new CommandFailure(
                $"No Iris answers at {Address.GetLeftPart(UriPartial.Authority)}.",
                $"Start it with ./run. Without {ConfigurationVariables.Url} a command also hosts one by itself.")
            {
                IsUnreachable = true,
            };
        }
        catch (HttpRequestException e)
        {
            throw new CommandFailure($"The Iris at {Address.GetLeftPart(UriPartial.Authority)} broke off: {e.Message}", "Is it still running? Ask again.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _invoker.Dispose();
        if (_hosted is not null)
        {
            await _hosted.DisposeAsync();
        }
    }
}
