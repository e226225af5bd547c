using Iris.Core.Accounting;
using Iris.Core.Model;
using Microsoft.Data.Sqlite;

namespace Iris.Storage.Tests;

/// <summary>Records to write, and a plain look into the file.</summary>
internal static class Records
{
    public static RequestRecord Simple(string id, string key = "alice", long cost = 1) => new()
    {
        RequestId = id,
        Key = new KeyId(key),
        StartedAt = DateTimeOffset.UnixEpoch,
        Status = 200,
        Cost = new NanoDollars(cost),
        Duration = TimeSpan.FromMilliseconds(5),
    };

    public static long Scalar(string database, string sql)
    {
        SqliteLibrary.EnsureLoaded();
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public static IReadOnlyDictionary<string, object?> Row(string database, string id)
    {
        SqliteLibrary.EnsureLoaded();
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM requests WHERE request_id = $id";
        command.Parameters.AddWithValue("$id", id);
        using var reader = command.ExecuteReader();
        reader.Read().ShouldBeTrue();
        return Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, column => reader.IsDBNull(column) ? null : reader.GetValue(column));
    }
}
