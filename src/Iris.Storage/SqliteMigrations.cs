using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Iris.Storage;

/// <summary>Brings a database to the newest schema. Files <c>NNNN_name.sql</c> run in order, each once, each in one transaction together with its mark.</summary>
internal static class SqliteMigrations
{
    private const string CreateMarks = "CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at_ms INTEGER NOT NULL);";

    /// <summary>All migrations of this build, oldest first.</summary>
    public static IReadOnlyList<(int Version, string Name)> Known { get; } =
    [
        .. typeof(SqliteMigrations).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => (int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), name))
            .OrderBy(migration => migration.Item1),
    ];

    /// <summary>Runs what is missing.</summary>
    /// <exception cref="InvalidOperationException">The database was written by a newer build.</exception>
    public static void Apply(SqliteConnection connection, TimeProvider time)
    {
        connection.Run(CreateMarks);
        foreach (var (version, name) in Known)
        {
            // Immediate: a second process waits here and then sees the mark.
            using var transaction = connection.BeginTransaction(deferred: false);
            if (Newest(connection) < version)
            {
                connection.Run(ReadSql(name));
                connection.Run(
                    "INSERT INTO schema_migrations (version, name, applied_at_ms) VALUES ($version, $name, $at)",
                    ("$version", version),
                    ("$name", name),
                    ("$at", time.GetUtcNow().ToUnixTimeMilliseconds()));
            }

            transaction.Commit();
        }

        var newest = Newest(connection);
        if (newest > Known[^1].Version)
        {
            throw new InvalidOperationException($"The database has schema {newest}, this Iris knows {Known[^1].Version}: a newer Iris wrote it. Start that one, or choose another data folder.");
        }
    }

    private static int Newest(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(version), 0) FROM schema_migrations";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static string ReadSql(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
