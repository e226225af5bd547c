using Microsoft.Data.Sqlite;

namespace Iris.Storage;

/// <summary>Short forms for statements that run once.</summary>
internal static class SqliteConnectionExtensions
{
    /// <summary>Runs one or more statements and ignores their rows.</summary>
    public static void Run(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
