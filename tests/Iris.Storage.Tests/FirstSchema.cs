using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Iris.Storage.Tests;

/// <summary>A database as the first build left it: migration 0001 and rows, nothing later.</summary>
internal static class FirstSchema
{
    private const string Name = "0001_requests.sql";

    /// <summary>Creates it with rows <c>old-0</c> to <c>old-(rows - 1)</c> of 3 nano-dollars each.</summary>
    public static void Create(string database, int rows)
    {
        using var connection = SqliteDatabase.Open(database);
        connection.Run("CREATE TABLE schema_migrations (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at_ms INTEGER NOT NULL)");
        connection.Run(Sql());
        connection.Run($"INSERT INTO schema_migrations (version, name, applied_at_ms) VALUES (1, '{Name}', 0)");
        for (var i = 0; i < rows; i++)
        {
            Insert(connection, string.Create(CultureInfo.InvariantCulture, $"old-{i}"));
        }

        connection.Run($"INSERT INTO key_spend (key_id, spent_nano_usd) VALUES ('alice', {rows * 3})");
    }

    private static void Insert(SqliteConnection connection, string id)
        => connection.Run(
            "INSERT INTO requests (request_id, key_id, started_at_ms, attempts, status, streamed, estimated, cost_nano_usd, images, duration_ms) VALUES ($id, 'alice', 7, 1, 200, 0, 0, 3, 2, 5)",
            ("$id", id));

    private static string Sql()
    {
        using var stream = typeof(SqliteRequestLedger).Assembly.GetManifestResourceStream(Name).ShouldNotBeNull();
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
