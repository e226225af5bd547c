using System.Net;
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
public sealed class GuardedImageFetcher : IImageFetcher, IConditionalFetcher, IDisposable
{
    private const int MostRedirects = 3;
    private const long MostBytes = 1L << 30;

    private readonly ImageFetchOptions _options;
    private readonly ImageUrlRules _rules;
    private readonly ImageHostJudge _judge;
    private readonly ImageAnswerReader _reader;
    private readonly TenantGate _gate;
    private readonly string _userAgent;
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
        _rules = new ImageUrlRules(new AllowedHosts(options.Allow), network.IsOwn);
        _http = new HttpMessageInvoker(ImageHttpHandler.Create(network), disposeHandler: true);
        _time = time;
        _log = log ?? NullLogger.Instance;
        _judge = new ImageHostJudge(_rules, network.Resolver, _log);
        _reader = new ImageAnswerReader(options.MaxBytes, time);
        _gate = new TenantGate(options.PerTenant);
        _userAgent = ImageHttpHandler.UserAgent(options.Contact);
    }

    /// <inheritdoc/>
    string IConditionalFetcher.Variant => $"{_userAgent}|{ImageHttpHandler.Accept}|{_options.MaxBytes}";

    /// <inheritdoc/>
    public GatewayError? Check(string url) => _rules.Read(url).Error;

    /// <inheritdoc/>
    public async ValueTask<GatewayError?> CheckAddressAsync(string url, CancellationToken cancellationToken)
    {
        // An opened host may lead anywhere: there is nothing to ask.
        if (!_rules.Read(url).TryGet(out var target, out var refusal) || _rules.IsOpened(target))
        {
            return refusal;
        }

        return await WithDeadlineAsync(target, async download => (await _judge.ResolveAsync(target, download.Token)).Error, error => error, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome<FetchedImage>> FetchAsync(string url, KeyId tenant, CancellationToken cancellationToken)
    {
        var asked = await ((IConditionalFetcher)this).AskAsync(url, tenant, null, cancellationToken);
        return asked.TryGet(out var answer, out var error) ? ((ImageAnswer)answer).Image : error;
    }

    /// <inheritdoc/>
    async ValueTask<Outcome<FetchAnswer>> IConditionalFetcher.AskAsync(string url, KeyId tenant, Validators? validators, CancellationToken cancellationToken)
    {
        if (!_rules.Read(url).TryGet(out var target, out var refusal))
        {
            return refusal;
        }

        // Waiting for other downloads of the same key is not the origin's fault: the deadline begins behind the gate.
        using var place = await _gate.EnterAsync(tenant, cancellationToken);
        return await WithDeadlineAsync(target, download => FollowAsync(target, validators, download), error => error, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async ValueTask<Outcome<FetchAnswer>> FollowAsync(ImageUrl target, Validators? validators, CancellationTokenSource download)
    {
        KeepPolicy? chain = null;
        for (var redirects = 0; ; redirects++)
        {
            var resolved = await _judge.ResolveAsync(target, download.Token);
            if (!resolved.TryGet(out var addresses, out var refusal))
            {
                return refusal;
            }

            using var request = ImageHttpHandler.CreateRequest(target, addresses, _userAgent);
            var asked = validators is not null && validators.TryAdd(target, request);
            var askedAt = _time.GetUtcNow();
            using var response = await _http.SendAsync(request, download.Token);
            chain = KeepPolicy.Read(target, response, askedAt, _time.GetUtcNow()).After(chain);
            if (!Redirects.Has(response.StatusCode))
            {
                return asked && response.StatusCode == HttpStatusCode.NotModified ? new UnchangedAnswer(chain) : await ReadAsync(target, response, chain, download);
            }

            var next = redirects < MostRedirects ? Redirects.Next(target, response, _rules) : FetchErrors.Failed;
            if (!next.TryGet(out target!, out var wrong))
            {
                return wrong;
            }
        }
    }

    private async ValueTask<Outcome<FetchAnswer>> ReadAsync(ImageUrl target, HttpResponseMessage response, KeepPolicy policy, CancellationTokenSource download)
    {
        if (response.StatusCode != HttpStatusCode.OK || ImageAnswerReader.IsEncoded(response))
        {
            FetchLog.Failed(_log, target.Host, response.StatusCode == HttpStatusCode.OK ? "the body is encoded" : $"status {(int)response.StatusCode}");
            return FetchErrors.Failed;
        }

        var read = await _reader.ReadAsync(response, download);
        return read.TryGet(out var image, out var error) ? new ImageAnswer(image, policy) : error;
    }

    private async ValueTask<T> WithDeadlineAsync<T>(ImageUrl target, Func<CancellationTokenSource, ValueTask<T>> work, Func<GatewayError, T> fail, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.Timeout, _time);
        using var download = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await work(download);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException or SocketException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FetchLog.Failed(_log, target.Host, NameCause(exception));
            return fail(FetchErrors.Failed);
        }
    }

    private static string NameCause(Exception exception) => exception switch
    {
        OperationCanceledException => "too slow",
        HttpRequestException http => http.HttpRequestError.ToString(),
        SocketException socket => socket.SocketErrorCode.ToString(),
        _ => exception.GetType().Name,
    };
}
