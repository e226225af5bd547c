namespace Iris.Configuration;

/// <summary>What keeps the ledger.</summary>
internal enum StorageEngine
{
    /// <summary>A SQLite file in the data folder.</summary>
    Sqlite,

    /// <summary>Nothing outlives the process.</summary>
    None,
}
