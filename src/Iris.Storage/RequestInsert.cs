using Iris.Core.Accounting;
using Microsoft.Data.Sqlite;

namespace Iris.Storage;

/// <summary>The prepared statement that writes one record. Used by the writer alone.</summary>
internal sealed class RequestInsert : IDisposable
{
    private static readonly string[] Columns =
    [
        "request_id", "key_id", "started_at_ms", "model_asked", "model_used", "endpoint", "attempts", "status", "reason", "streamed",
        "prompt_tokens", "completion_tokens", "image_tokens", "cached_tokens", "reasoning_tokens", "estimated",
        "cost_nano_usd", "images", "first_event_ms", "duration_ms",
    ];

    private readonly SqliteCommand _command;

    public RequestInsert(SqliteConnection connection)
    {
        _command = connection.CreateCommand();

        // A batch that is written again after a fault adds nothing. Not OR IGNORE, which would also swallow broken CHECKs.
        _command.CommandText = $"INSERT INTO requests ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select(column => "$" + column))}) ON CONFLICT (request_id) DO NOTHING";
        foreach (var column in Columns)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = "$" + column });
        }

        _command.Prepare();
    }

    /// <summary>Writes inside the transaction.</summary>
    public void Run(SqliteTransaction transaction, RequestRecord record)
    {
        _command.Transaction = transaction;
        object?[] values =
        [
            record.RequestId, record.Key.Value, record.StartedAt.ToUnixTimeMilliseconds(), record.ModelAsked, record.ModelUsed?.Value, record.Endpoint?.Value,
            record.Attempts, record.Status, record.Reason, record.Streamed,
            record.Usage?.PromptTokens, record.Usage?.CompletionTokens, record.Usage?.ImageTokens, record.Usage?.CachedTokens, record.Usage?.ReasoningTokens,
            record.Usage?.Estimated ?? false,
            record.Cost.Value, record.Images, Milliseconds(record.TimeToFirstEvent), Milliseconds(record.Duration),
        ];
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();

    private static long? Milliseconds(TimeSpan? span) => span is { } known ? Math.Max(0, (long)known.TotalMilliseconds) : null;
}
