using Microsoft.Data.Sqlite;

namespace Iris.Gateway.Tests.Gateway;

/// <summary>One row of the ledger, read from the data folder of a stopped gateway.</summary>
internal sealed record LedgerRow(
    string RequestId,
    string? ModelAsked,
    string? Endpoint,
    long Attempts,
    long Status,
    string? Reason,
    bool Streamed,
    long? PromptTokens,
    long? CompletionTokens,
    bool Estimated,
    string? ImageReport)
{
    public static IReadOnlyList<LedgerRow> ReadAll(string folder)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "iris.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        using var connection = new SqliteConnection(settings.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT request_id, model_asked, endpoint, attempts, status, reason, streamed, prompt_tokens, completion_tokens, estimated, image_report FROM requests ORDER BY started_at_ms, request_id";
        using var reader = command.ExecuteReader();
        var rows = new List<LedgerRow>();
        while (reader.Read())
        {
            rows.Add(new LedgerRow(
                reader.GetString(0),
                Text(1),
                Text(2),
                reader.GetInt64(3),
                reader.GetInt64(4),
                Text(5),
                reader.GetInt64(6) != 0,
                Number(7),
                Number(8),
                reader.GetInt64(9) != 0,
                Text(10)));
        }

        return rows;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

        long? Number(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
    }
}
