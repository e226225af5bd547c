using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Fetching;

/// <summary>A root, and a server certificate that it or an unsent intermediate signed.</summary>
internal sealed record TestCertificates(X509Certificate2 Root, X509Certificate2 Server)
{
    public static TestCertificates Create(string host)
    {
        var root = Authority("Iris test root", null);
        return new TestCertificates(root, Leaf(host, root, null));
    }

    /// <summary>The chain misses a link, and the leaf says where to download it.</summary>
    public static TestCertificates CreateWithMissingLink(string host, Uri linkAddress)
    {
        var root = Authority("Iris test root", null);
        using var link = Authority("Iris test link", root);
        return new TestCertificates(root, Leaf(host, link, linkAddress));
    }

    /// <summary>The product's policy, trusting the root.</summary>
    public X509ChainPolicy Trust(bool downloads = false)
    {
        var policy = ImageNetwork.CreateCertificatePolicy();
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.Add(Root);
        policy.DisableCertificateDownloads = policy.DisableCertificateDownloads && !downloads;
        return policy;
    }

    private static X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        if (issuer is null)
        {
            return request.CreateSelfSigned(From, To);
        }

        using var signed = request.Create(issuer, From, To, [1, 2, 3]);
        return signed.CopyWithPrivateKey(key);
    }

    private static X509Certificate2 Leaf(string host, X509Certificate2 issuer, Uri? linkAddress)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        if (linkAddress is not null)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [linkAddress.AbsoluteUri]));
        }

        using var signed = request.Create(issuer, From, To, [4, 5, 6]);
        return signed.CopyWithPrivateKey(key);
    }

    private static DateTimeOffset From => TimeProvider.System.GetUtcNow().AddHours(-1);

    private static DateTimeOffset To => TimeProvider.System.GetUtcNow().AddHours(1);
}
