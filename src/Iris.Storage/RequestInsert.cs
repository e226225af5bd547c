using System.Text;
using Iris.Core.Accounting;
using Iris.Core.Model;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Iris.Storage;

/// <summary>The prepared statement that writes one record. Used by the writer alone.</summary>
/// <remarks>Bound by position on SQLite's own interface: the same row through ADO.NET parameters cost three times the processor time.</remarks>
internal sealed class RequestInsert : IDisposable
{
    private static readonly string[] Columns =
    [
        "request_id", "key_id", "started_at_ms", "model_asked", "model_used", "endpoint", "attempts", "status", "reason", "streamed",
        "prompt_tokens", "completion_tokens", "image_tokens", "cached_tokens", "reasoning_tokens", "estimated",
        "cost_nano_usd", "images", "first_event_ms", "duration_ms", "image_report",
    ];

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly ImageReportText _imageReport = new();
    private int _position;

    public RequestInsert(SqliteConnection connection)
    {
        _database = connection.Handle!;

        // A batch that is written again after a fault adds nothing. Not OR IGNORE, which would also swallow broken CHECKs.
        var sql = $"INSERT INTO requests ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select(_ => "?"))}) ON CONFLICT (request_id) DO NOTHING";
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, sql, out _statement), _database);
    }

    /// <summary>Writes inside the open transaction.</summary>
    /// <returns>False when a record of that id is there already.</returns>
    /// <exception cref="SqliteException">The schema or the disk refuses it.</exception>
    public bool Run(RequestRecord record)
    {
        _position = 0;
        Bind(record);
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }

        return raw.sqlite3_changes(_database) == 1;
    }

    public void Dispose()
    {
        _statement.Dispose();
        _imageReport.Dispose();
    }

    private void Bind(RequestRecord record)
    {
        var usage = record.Usage;
        Text(record.RequestId);
        Text(record.Key.Value);
        Number(record.StartedAt.ToUnixTimeMilliseconds());
        Text(record.ModelAsked);
        Text(record.ModelUsed?.Value);
        Text(record.Endpoint?.Value);
        Number(record.Attempts);
        Number(record.Status);
        Text(record.Reason);
        Number(record.Streamed ? 1 : 0);
        Number(usage?.PromptTokens);
        Number(usage?.CompletionTokens);
        Number(usage?.ImageTokens);
        Number(usage?.CachedTokens);
        Number(usage?.ReasoningTokens);
        Number(usage?.Estimated == true ? 1 : 0);
        Number(record.Cost.Value);
        Number(record.Images);
        Number(Milliseconds(record.TimeToFirstEvent));
        Number(Milliseconds(record.Duration));
        Report(record.ImageReports);
    }

    private void Report(IReadOnlyList<ImageReport> reports)
    {
        _position++;
        if (reports.Count == 0)
        {
            raw.sqlite3_bind_null(_statement, _position);
        }
        else
        {
            raw.sqlite3_bind_text(_statement, _position, _imageReport.Write(reports));
        }
    }

    private void Text(string? value)
    {
        _position++;
        if (value is null)
        {
            raw.sqlite3_bind_null(_statement, _position);
            return;
        }

        Span<byte> utf8 = stackalloc byte[512];
        if (Encoding.UTF8.TryGetBytes(value, utf8, out var written))
        {
            raw.sqlite3_bind_text(_statement, _position, utf8[..written]);
        }
        else
        {
            raw.sqlite3_bind_text(_statement, _position, Encoding.UTF8.GetBytes(value));
        }
    }

    private void Number(long? value)
    {
        _position++;
        if (value is { } number)
        {
            raw.sqlite3_bind_int64(_statement, _position, number);
        }
        else
        {
            raw.sqlite3_bind_null(_statement, _position);
        }
    }

    private static long? Milliseconds(TimeSpan? span) => span is { } known ? Math.Max(0, (long)known.TotalMilliseconds) : null;
}
