using Microsoft.Data.Sqlite;

namespace Iris.Storage;

/// <summary>Opens the database file.</summary>
internal static class SqliteDatabase
{
    /// <summary>A connection in WAL mode that survives a power cut (synchronous=FULL); the file is readable by its owner only.</summary>
    public static SqliteConnection Open(string path)
    {
        SqliteLibrary.EnsureLoaded();
        CreatePrivate(path);
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            connection.Run("PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // SQLite gives its -wal and -shm files the mode of the database.
    private static void CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }
}
