using System.Net;
using System.Security.Cryptography.X509Certificates;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Fetching;

/// <summary>A fetcher with a stand-in for the internet: every address but the test's own origin leads to a canary, which counts.</summary>
internal sealed class FetchWorld : IAsyncDisposable
{
    /// <summary>The name under which the test's own origin is opened.</summary>
    public const string OriginHost = "origin.test";

    /// <summary>A public address that belongs to "this machine".</summary>
    public const string OwnAddress = "93.184.216.77";

    /// <summary>Whose key asks.</summary>
    public static readonly KeyId Tenant = new("key-a");

    public FetchWorld(ScriptedOrigin? origin = null, TimeProvider? time = null, TimeSpan? timeout = null, long maxBytes = 1 << 20, X509ChainPolicy? certificates = null, int perTenant = 16)
    {
        Origin = origin ?? ScriptedOrigin.Canary();
        Dialer = new DivertingDialer(Canary.Port, Origin.Port);
        Resolver = new StubResolver().Answer(OriginHost, "127.0.0.1").Answer("example.com", StubResolver.Public);
        var network = new ImageNetwork { Resolver = Resolver, Dialer = Dialer, IsOwn = address => address.Equals(IPAddress.Parse(OwnAddress)) };
        if (certificates is not null)
        {
            network = network with { CertificatePolicy = certificates };
        }

        var options = new ImageFetchOptions
        {
            Allow = new HashSet<string> { $"{OriginHost}:{Origin.Port}" },
            MaxBytes = maxBytes,
            PerTenant = perTenant,
            Timeout = timeout ?? TimeSpan.FromSeconds(10),
        };
        Fetcher = new GuardedImageFetcher(options, network, time ?? TimeProvider.System);
    }

    public ScriptedOrigin Canary { get; } = ScriptedOrigin.Canary();

    public ScriptedOrigin Origin { get; }

    public DivertingDialer Dialer { get; }

    public StubResolver Resolver { get; }

    public GuardedImageFetcher Fetcher { get; }

    public string OriginUrl(string path = "/a.png") => $"http://{OriginHost}:{Origin.Port}{path}";

    public ValueTask<Outcome<FetchedImage>> FetchAsync(string? url = null)
        => Fetcher.FetchAsync(url ?? OriginUrl(), FetchWorld.Tenant, TestContext.Current.CancellationToken);

    /// <summary>Asks as the cache does.</summary>
    public ValueTask<Outcome<FetchAnswer>> AskAsync(string? url = null, Validators? validators = null)
        => ((IConditionalFetcher)Fetcher).AskAsync(url ?? OriginUrl(), Tenant, validators, TestContext.Current.CancellationToken);

    /// <summary>Nothing was dialled but the origin.</summary>
    public void NothingReached()
    {
        Dialer.Diverted.ShouldBeEmpty();
        Canary.Connections.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        Fetcher.Dispose();
        await Origin.DisposeAsync();
        await Canary.DisposeAsync();
    }
}
