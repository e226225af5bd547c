using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Iris.Core.Images;
using Iris.Core.Model;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Iris.Imaging.Fetching;

/// <summary>Downloads images from the public internet and from nowhere else.</summary>
/// <remarks>
/// Each hop is read, judged, resolved once and dialled at an address that was judged, so neither a redirect nor a name that
/// changes its mind leads inside. Safe for concurrent use. Dispose closes its connections.
/// </remarks>
public sealed class GuardedImageFetcher : IImageFetcher, IDisposable
{
    private const int MostRedirects = 3;
    private const int MostAnswers = 64;
    private const long MostBytes = 1L << 30;

    private readonly ImageFetchOptions _options;
    private readonly ImageNetwork _network;
    private readonly ImageUrlRules _rules;
    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    /// <summary>Creates a fetcher on the real network.</summary>
    /// <param name="options">Taken as they are now.</param>
    /// <param name="time">Clock of the deadline; the system's when null.</param>
    /// <param name="log">Where causes go that callers are not told; nowhere when null.</param>
    /// <exception cref="ArgumentException">An entry of <see cref="ImageFetchOptions.Allow"/> is not <c>host:port</c>, or a limit is out of range.</exception>
    public GuardedImageFetcher(ImageFetchOptions options, TimeProvider? time = null, ILogger<GuardedImageFetcher>? log = null)
        : this(options, ImageNetwork.CreateSystem(time ?? TimeProvider.System), time ?? TimeProvider.System, log)
    {
    }

    internal GuardedImageFetcher(ImageFetchOptions options, ImageNetwork network, TimeProvider time, ILogger? log = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxBytes, MostBytes);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Timeout, TimeSpan.Zero);
        _options = options;
        _network = network;
        _rules = new ImageUrlRules(new AllowedHosts(options.Allow), network.IsOwn);
        _http = new HttpMessageInvoker(ImageHttpHandler.Create(network), disposeHandler: true);
        _time = time;
        _log = log ?? NullLogger.Instance;
    }

    /// <inheritdoc/>
    public GatewayError? Check(string url) => _rules.Read(url).Error;

    /// <inheritdoc/>
    public async ValueTask<Outcome<FetchedImage>> FetchAsync(string url, CancellationToken cancellationToken)
    {
        var first = _rules.Read(url);
        if (!first.TryGet(out var target, out var refusal))
        {
            return refusal;
        }

        using var deadline = new CancellationTokenSource(_options.Timeout, _time);
        using var download = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await FollowAsync(target, download);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException or SocketException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FetchLog.Failed(_log, target.Host, NameCause(exception));
            return FetchErrors.Failed;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async ValueTask<Outcome<FetchedImage>> FollowAsync(ImageUrl target, CancellationTokenSource download)
    {
        for (var redirects = 0; ; redirects++)
        {
            var resolved = await ResolveAsync(target, download.Token);
            if (!resolved.TryGet(out var addresses, out var refusal))
            {
                return refusal;
            }

            using var request = ImageHttpHandler.CreateRequest(target, addresses);
            using var response = await _http.SendAsync(request, download.Token);
            if (!Redirects.Has(response.StatusCode))
            {
                return await ReadAsync(target, response, download);
            }

            var next = redirects < MostRedirects ? Redirects.Next(target, response, _rules) : FetchErrors.Failed;
            if (!next.TryGet(out target!, out var wrong))
            {
                return wrong;
            }
        }
    }

    private async ValueTask<Outcome<IReadOnlyList<IPAddress>>> ResolveAsync(ImageUrl target, CancellationToken cancellationToken)
    {
        if (target.Literal is { } literal)
        {
            return Judged(literal);
        }

        var answers = await _network.Resolver.ResolveAsync(target.Host, cancellationToken);
        if (answers.Count is 0 or > MostAnswers)
        {
            FetchLog.Failed(_log, target.Host, "no usable number of addresses");
            return FetchErrors.Failed;
        }

        // One forbidden answer among many refuses all: a mixed set is an attack or a mistake.
        if (!_rules.IsOpened(target) && !answers.All(_rules.MayDial))
        {
            FetchLog.Refused(_log, target.Host);
            return FetchErrors.Address;
        }

        return Judged([.. answers]);
    }

    private static Outcome<IReadOnlyList<IPAddress>> Judged(params IPAddress[] addresses) => addresses;

    private async ValueTask<Outcome<FetchedImage>> ReadAsync(ImageUrl target, HttpResponseMessage response, CancellationTokenSource download)
    {
        if (response.StatusCode != HttpStatusCode.OK || IsEncoded(response))
        {
            FetchLog.Failed(_log, target.Host, response.StatusCode == HttpStatusCode.OK ? "the body is encoded" : $"status {(int)response.StatusCode}");
            return FetchErrors.Failed;
        }

        using var watch = new TransferRateWatch(_time, download);
        await using var body = await response.Content.ReadAsStreamAsync(download.Token);
        return await BoundedBody.ReadAsync(body, response.Content.Headers.ContentLength, _options.MaxBytes, watch, download.Token);
    }

    // Asked for identity, so anything else is a bomb or a broken origin. Raw values: a malformed one must not pass as absent.
    private static bool IsEncoded(HttpResponseMessage response)
        => HasOther(response.Content.Headers.NonValidated, "Content-Encoding", "identity")
            || HasOther(response.Headers.NonValidated, "Transfer-Encoding", "chunked");

    private static bool HasOther(HttpHeadersNonValidated headers, string name, string harmless)
        => headers.TryGetValues(name, out var values) && values.Any(value => value.Length > 0 && !value.Equals(harmless, StringComparison.OrdinalIgnoreCase));

    private static string NameCause(Exception exception) => exception switch
    {
        OperationCanceledException => "too slow",
        HttpRequestException http => http.HttpRequestError.ToString(),
        SocketException socket => socket.SocketErrorCode.ToString(),
        _ => exception.GetType().Name,
    };
}
