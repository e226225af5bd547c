using Iris.Core.Catalogue;
using Iris.Core.Providers.Profiles;

namespace Iris.Discovery;

/// <summary>What this process can reach.</summary>
internal sealed record DiscoveryResult
{
    /// <summary>What became of each provider: configured ones first, then those of the environment, then local servers.</summary>
    public required IReadOnlyList<ProviderFinding> Findings { get; init; }

    /// <summary>How to reach them, in the same order.</summary>
    public IReadOnlyList<ProviderConnection> Connections => [.. Findings.Select(finding => finding.Plan.Connection)];

    /// <summary>Their endpoints and the embedded ones, with the operator's aliases and the default model.</summary>
    public required EndpointDirectory Directory { get; init; }

    /// <summary>What to print at start: one line a provider, without any key.</summary>
    public required IReadOnlyList<string> Lines { get; init; }
}
