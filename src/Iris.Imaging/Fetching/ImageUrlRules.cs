using System.Net;
using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Imaging.Fetching;

/// <summary>Judges where a URL leads: names, ports and addresses, unless the operator opened the host.</summary>
/// <param name="allow">Opened hosts.</param>
/// <param name="isOwn">True for addresses of this machine's interfaces, public ones included.</param>
internal sealed class ImageUrlRules(AllowedHosts allow, Func<IPAddress, bool> isOwn)
{
    /// <summary>Everything that text alone tells; nothing is resolved.</summary>
    public Outcome<ImageUrl> Read(string text)
    {
        var parsed = ImageUrl.Parse(text);
        return parsed.TryGet(out var url, out _) && Judge(url) is { } refusal ? refusal : parsed;
    }

    /// <summary>True when the operator opened this host and port.</summary>
    public bool IsOpened(ImageUrl url) => allow.Contains(url.Host, url.Port);

    /// <summary>True when a connection to the address may be opened for a host that the operator did not open.</summary>
    public bool MayDial(IPAddress address) => AddressRules.IsPublic(address) && !isOwn(AddressRules.Unmap(address));

    private GatewayError? Judge(ImageUrl url)
    {
        if (IsOpened(url))
        {
            return null;
        }

        return JudgeHost(url) ?? ProviderFiles.CheckUrl(url.Host, url.RequestUri.AbsolutePath) ?? (url.Port is 80 or 443 ? null : FetchErrors.Port);
    }

    private GatewayError? JudgeHost(ImageUrl url)
    {
        if (url.Literal is { } address)
        {
            return MayDial(address) ? null : FetchErrors.Address;
        }

        if (HostRules.LooksNumeric(url.Host))
        {
            return FetchErrors.Invalid;
        }

        return HostRules.IsInside(url.Host) ? FetchErrors.Address : null;
    }
}
