using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Iris.Imaging.Fetching;

/// <summary>The outside world of the fetcher, so that tests can stand in for names and addresses.</summary>
internal sealed record ImageNetwork
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Names to addresses.</summary>
    public required IImageHostResolver Resolver { get; init; }

    /// <summary>Addresses to streams.</summary>
    public required IImageDialer Dialer { get; init; }

    /// <summary>True for addresses of this machine.</summary>
    public required Func<IPAddress, bool> IsOwn { get; init; }

    /// <summary>How server certificates are judged.</summary>
    public X509ChainPolicy CertificatePolicy { get; init; } = CreateCertificatePolicy();

    /// <summary>The real network.</summary>
    public static ImageNetwork CreateSystem(TimeProvider time) => new()
    {
        Resolver = new SystemHostResolver(),
        Dialer = new SocketDialer(),
        IsOwn = new OwnAddresses(time).Contains,
    };

    /// <summary>The system's trust, without fetching what a certificate points to: that would be a request to an address of the origin's choice, past every check.</summary>
    public static X509ChainPolicy CreateCertificatePolicy()
    {
        var policy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        return policy;
    }
}
