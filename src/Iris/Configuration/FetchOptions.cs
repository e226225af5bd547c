using System.Collections.Frozen;

namespace Iris.Configuration;

/// <summary>Downloads of remote images.</summary>
internal sealed record FetchOptions
{
    /// <summary>Hosts that may be fetched although their address is private, as <c>host:port</c> in lower case.</summary>
    public IReadOnlySet<string> Allow { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Where an origin's owner reaches the operator, or null.</summary>
    public string? Contact { get; init; }

    /// <summary>Bytes of one image.</summary>
    public long MaxBytes { get; init; } = 30L * 1024 * 1024;

    /// <summary>For one image, redirects included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For all images of one request, waiting included.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
