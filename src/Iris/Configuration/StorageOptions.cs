namespace Iris.Configuration;

/// <summary>Where the ledger lies.</summary>
internal sealed record StorageOptions
{
    /// <summary>What keeps it.</summary>
    public StorageEngine Engine { get; init; } = StorageEngine.Sqlite;

    /// <summary>The SQLite file, relative to the data folder.</summary>
    public string Path { get; init; } = "iris.db";
}
