using Iris.Core.Wire;

namespace Iris.Core.Images;

/// <summary>How images are located.</summary>
public sealed record ImageLocatorOptions
{
    /// <summary>What no image may exceed.</summary>
    public HardCaps Caps { get; init; } = HardCaps.Default;

    /// <summary>Bytes that all downloads of one request may come to; by default 300 MiB, as much as a body may carry.</summary>
    public long MaxFetchedBytes { get; init; } = 300L * 1024 * 1024;

    /// <summary>Downloads, or checks of names, of one request that run at once.</summary>
    public int ParallelFetches { get; init; } = 4;

    /// <summary>For all downloads of one request together, waiting included.</summary>
    public TimeSpan MaxFetchTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where base64 that has to be cleaned up is kept while the request lives; share the pool of the request bodies.</summary>
    public required BlockPool Pool { get; init; }
}
