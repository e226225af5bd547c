using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Iris.Imaging.Fetching;

/// <summary>Builds the HTTP client half of the fetcher: no proxy, no cookies, no credentials, no redirects, no decompression, one request a connection, and a dial that goes to checked addresses only.</summary>
internal static class ImageHttpHandler
{
    /// <summary>Set on each request: the addresses that were checked for this hop.</summary>
    public static readonly HttpRequestOptionsKey<IReadOnlyList<IPAddress>> CheckedAddresses = new("Iris.CheckedAddresses");

    private const int MostAddressesTried = 4;
    private static readonly TimeSpan PatienceWhileOthersRemain = TimeSpan.FromSeconds(1);
    private const int MostConnectionsPerHost = 8;
    private const int MostHeaderKilobytes = 32;

    /// <summary>What Iris says that it takes: anything, since the bytes decide.</summary>
    public const string Accept = "image/*,*/*;q=0.8";

    /// <summary>What Iris calls itself towards origins: some (Wikimedia) refuse who does not say what it is and where its operator is reached.</summary>
    public static string UserAgent(string? contact) => $"Iris/0.1 (self-hosted image model router; fetches an image for a user's request{(contact is null ? "" : $"; +{contact}")})";

    public static SocketsHttpHandler Create(ImageNetwork network) => new()
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(network.Dialer, context, cancellationToken),
        ConnectTimeout = TimeSpan.FromSeconds(3),
        Credentials = null,
        MaxConnectionsPerServer = MostConnectionsPerHost,
        MaxResponseDrainSize = 0,
        MaxResponseHeadersLength = MostHeaderKilobytes,
        // A connection outlives no request, so none can be reused for a name that has moved since.
        PooledConnectionLifetime = TimeSpan.Zero,
        PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new InterimLimitStream(context.PlaintextStream)),
        PreAuthenticate = false,
        ResponseHeaderEncodingSelector = (name, _) => name.Equals("Location", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8 : null,
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = network.CertificatePolicy },
        UseCookies = false,
        UseProxy = false,
    };

    public static HttpRequestMessage CreateRequest(ImageUrl url, IReadOnlyList<IPAddress> addresses, string userAgent)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url.RequestUri)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        request.Headers.TryAddWithoutValidation("Accept", Accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        request.Headers.ConnectionClose = true;
        request.Options.Set(CheckedAddresses, addresses);
        return request;
    }

    private static async ValueTask<Stream> ConnectAsync(IImageDialer dialer, SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (!context.InitialRequestMessage.Options.TryGetValue(CheckedAddresses, out var addresses))
        {
            throw new InvalidOperationException("A request without checked addresses.");
        }

        Exception last = new SocketException((int)SocketError.HostUnreachable);
        for (var i = 0; i < Math.Min(addresses.Count, MostAddressesTried); i++)
        {
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (i + 1 < addresses.Count)
            {
                attempt.CancelAfter(PatienceWhileOthersRemain);
            }

            try
            {
                return await dialer.DialAsync(new IPEndPoint(addresses[i], context.DnsEndPoint.Port), attempt.Token);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                last = exception;
            }
        }

        throw new IOException("No address answered.", last);
    }
}
