using Iris.Core.Accounting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Iris.Storage;

/// <summary>Commits batches, again and again until the disk takes them. Used by one writer.</summary>
internal sealed class LedgerBatchWriter(SqliteConnection connection, TimeSpan retryPause, TimeProvider time, ILogger log) : IDisposable
{
    // https://sqlite.org/rescode.html
    private const int Constraint = 19;
    private const int Mismatch = 20;
    private const int TooBig = 18;

    private readonly RequestInsert _insert = new(connection);
    private readonly SpendUpdate _spend = new(connection);
    private long _refused;

    /// <summary>Records that the schema refused.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Writes all records, in one transaction unless the schema refuses one of them.</summary>
    /// <param name="records">What is done is removed.</param>
    /// <param name="giveUp">Ends the trying.</param>
    /// <returns>False when given up: <paramref name="records"/> holds the rest.</returns>
    public async Task<bool> WriteAsync(List<RequestRecord> records, CancellationToken giveUp)
    {
        // One record that the schema refuses must not hold up the others, so after such a refusal each goes by itself.
        var together = true;
        while (records.Count > 0)
        {
            try
            {
                Commit(records, together ? records.Count : 1);
                continue;
            }
            catch (OverflowException) when (together)
            {
                // The sum of the batch leaves the range of money: the schema finds the row that does it.
                together = false;
                continue;
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode is Constraint or Mismatch or TooBig)
            {
                if (!together)
                {
                    Refuse(records, exception);
                }

                together = false;
                continue;
            }
            catch (SqliteException exception)
            {
                StorageLog.WriteFailed(log, exception.SqliteExtendedErrorCode, records.Count);
            }

            if (!await PauseAsync(giveUp))
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _spend.Dispose();
    }

    private void Commit(List<RequestRecord> records, int count)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        _spend.Begin();
        for (var i = 0; i < count; i++)
        {
            if (_insert.Run(records[i]))
            {
                _spend.Add(records[i].Key, records[i].Cost);
            }
        }

        _spend.Run(transaction);
        transaction.Commit();
        records.RemoveRange(0, count);
    }

    private void Refuse(List<RequestRecord> records, SqliteException exception)
    {
        Interlocked.Increment(ref _refused);
        StorageLog.RecordRefused(log, records[0].RequestId, exception.SqliteExtendedErrorCode);
        records.RemoveAt(0);
    }

    private async Task<bool> PauseAsync(CancellationToken giveUp)
    {
        try
        {
            await Task.Delay(retryPause, time, giveUp);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
