namespace Iris.Storage;

/// <summary>How the SQLite ledger waits and batches.</summary>
public sealed record SqliteLedgerOptions
{
    /// <summary>Records that may wait in memory for the disk; 100 000 by default, about 40 MB. Beyond that records are dropped and counted.</summary>
    public int MostWaiting { get; init; } = 100_000;

    /// <summary>Image reports that may wait with them; 200 000 by default, about 60 MB. Beyond that records wait and are written without theirs: the money counts more than the story.</summary>
    public int MostReportsWaiting { get; init; } = 200_000;

    /// <summary>Most records of one commit; 512 by default.</summary>
    public int MostInCommit { get; init; } = 512;

    /// <summary>How long the writer lets records come together before it commits; 10 ms by default.</summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Pause before a failed write is tried again; 500 ms by default.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long dispose goes on trying a disk that refuses; 5 s by default.</summary>
    public TimeSpan DrainPatience { get; init; } = TimeSpan.FromSeconds(5);
}
