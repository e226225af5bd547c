namespace Iris.Configuration;

/// <summary>How much is taken at once and how long is waited.</summary>
internal sealed record LimitsOptions
{
    private const long GiB = 1024L * 1024 * 1024;

    /// <summary>Bytes of one request body.</summary>
    public long BodyBytes { get; init; } = 300L * 1024 * 1024;

    /// <summary>Bytes of all request bodies held at once.</summary>
    public required long BytesInFlight { get; init; }

    /// <summary>Requests at once.</summary>
    public int RequestsInFlight { get; init; } = 1024;

    /// <summary>For a connection to a provider.</summary>
    public TimeSpan UpstreamConnect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the request's last byte to a provider's first event.</summary>
    public TimeSpan UpstreamFirstByte { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Between two events of a provider.</summary>
    public TimeSpan UpstreamIdle { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>For one attempt in all.</summary>
    public TimeSpan UpstreamTotal { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>How long the HTTP status of a stream is held back for another candidate.</summary>
    public TimeSpan StatusHold { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What the default key may spend in US dollars; null for no bound.</summary>
    public decimal? DefaultKeyBudgetUsd { get; init; }

    /// <summary>All defaults; half of the memory, at least 1 GiB, for bodies.</summary>
    /// <param name="availableMemory">Bytes that the process may use.</param>
    public static LimitsOptions For(long availableMemory) => new() { BytesInFlight = Math.Max(GiB, availableMemory / 2) };
}
