namespace Iris.Imaging.Fetching;

/// <summary>What the operator sets for fetching images (<c>images.fetch</c>).</summary>
public sealed record ImageFetchOptions
{
    /// <summary>Hosts that are opened entirely, each <c>host:port</c> (a name, an IPv4 address or an IPv6 address in brackets; <c>*.</c> in front stands for any labels): their port and private addresses are permitted. Empty by default.</summary>
    public IReadOnlySet<string> Allow { get; init; } = new HashSet<string>();

    /// <summary>Where an origin's owner reaches the operator, told in User-Agent; nothing by default. Printable ASCII without parentheses.</summary>
    public string? Contact { get; init; }

    /// <summary>Downloads of one key at once; the others wait. 16 by default.</summary>
    public int PerTenant { get; init; } = 16;

    /// <summary>Most bytes of one image; 30 MiB by default, at most 1 GiB.</summary>
    public long MaxBytes { get; init; } = 30 * 1024 * 1024;

    /// <summary>One deadline over name resolution, connecting, TLS, every hop and the body; 10 s by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
