using System.Threading.Channels;
using Iris.Core.Accounting;
using Iris.Core.Model;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Iris.Storage;

/// <summary>The ledger in an SQLite file.</summary>
/// <remarks>
/// Records wait in memory and one writer commits all that wait in one transaction, so a slow disk makes larger commits and not
/// slower requests. When the disk refuses, the writer goes on trying while records pile up; only past
/// <see cref="SqliteLedgerOptions.MostWaiting"/> are records dropped, counted and reported. A crash loses what waited, usually
/// a few milliseconds' worth; what was committed survives a power cut. Dispose writes what waits and closes the file.
/// </remarks>
public sealed class SqliteRequestLedger : IRequestLedger, IAsyncDisposable
{
    private const long LogEvery = 1000;
    private readonly Channel<Entry> _waiting;
    private readonly SqliteConnection _connection;
    private readonly LedgerBatchWriter _writer;
    private readonly SqliteLedgerOptions _options;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _giveUp;
    private readonly Task _writing;
    private readonly List<TaskCompletionSource> _flushes = [];
    private long _dropped;
    private int _reportsWaiting;
    private bool _disposed;

    private SqliteRequestLedger(SqliteConnection connection, SqliteLedgerOptions options, TimeProvider time, ILogger log)
    {
        _connection = connection;
        _options = options;
        _log = log;
        _waiting = Channel.CreateBounded<Entry>(new BoundedChannelOptions(options.MostWaiting) { SingleReader = true });
        _giveUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        SpentAtOpen = ReadSpent(connection);
        _writer = new LedgerBatchWriter(connection, options.RetryPause, time, log);
        _writing = Task.Run(WriteAllAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<KeyId, NanoDollars> SpentAtOpen { get; }

    /// <summary>Records that were lost because the disk was stuck or refused them.</summary>
    public long Lost => Volatile.Read(ref _dropped) + _writer.Refused;

    /// <summary>Opens or creates the ledger and brings its schema up to date.</summary>
    /// <param name="path">The file, usually <c>iris.db</c> in the data folder. Its folder must exist; one process at a time owns it.</param>
    /// <param name="log">Where faults of the disk go.</param>
    /// <param name="options">Defaults when null.</param>
    /// <param name="time">The system's clock when null.</param>
    /// <exception cref="SqliteException">The file cannot be opened or is no database.</exception>
    /// <exception cref="InvalidOperationException">A newer Iris wrote it.</exception>
    public static SqliteRequestLedger Open(string path, ILogger<SqliteRequestLedger>? log = null, SqliteLedgerOptions? options = null, TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        var connection = SqliteDatabase.Open(path);
        try
        {
            SqliteMigrations.Apply(connection, clock);
            return new SqliteRequestLedger(connection, options ?? new SqliteLedgerOptions(), clock, (ILogger?)log ?? NullLogger.Instance);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Record(RequestRecord record)
    {
        ArgumentException.ThrowIfNullOrEmpty(record.RequestId);
        ArgumentException.ThrowIfNullOrEmpty(record.Key.Value);
        ArgumentOutOfRangeException.ThrowIfNegative(record.Cost.Value);
        var kept = WithinBound(record);
        if (_waiting.Writer.TryWrite(new Entry(kept, null)))
        {
            return;
        }

        Interlocked.Add(ref _reportsWaiting, -kept.ImageReports.Count);
        if (Interlocked.Increment(ref _dropped) is var dropped && dropped % LogEvery == 1)
        {
            StorageLog.RecordsDropped(_log, dropped);
        }
    }

    /// <summary>The record, without its image reports when too many wait already.</summary>
    private RequestRecord WithinBound(RequestRecord record)
    {
        var reports = record.ImageReports.Count;
        if (reports == 0 || Interlocked.Add(ref _reportsWaiting, reports) <= _options.MostReportsWaiting)
        {
            return record;
        }

        Interlocked.Add(ref _reportsWaiting, -reports);
        return record with { ImageReports = [] };
    }

    /// <summary>Completes when everything recorded before is on the disk.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync(new Entry(null, written), cancellationToken);
        await written.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        _waiting.Writer.TryComplete();
        _giveUp.CancelAfter(_options.DrainPatience);
        try
        {
            await _writing;
        }
        finally
        {
            _writer.Dispose();
            await _connection.DisposeAsync();
            _giveUp.Dispose();
        }
    }

    private async Task WriteAllAsync()
    {
        try
        {
            await WriteUntilCompleteAsync();
        }
        catch (Exception exception)
        {
            // A bug: whoever waits or records must see that nobody writes any more. Dispose throws it.
            _waiting.Writer.TryComplete(exception);
            _flushes.ForEach(flush => flush.SetException(exception));
            while (_waiting.Reader.TryRead(out var entry))
            {
                entry.Flush?.SetException(exception);
            }

            throw;
        }
    }

    private async Task WriteUntilCompleteAsync()
    {
        var records = new List<RequestRecord>(_options.MostInCommit);
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            if (_waiting.Reader.Count < _options.MostInCommit && !_waiting.Reader.Completion.IsCompleted)
            {
                // While nobody waits for the channel, handing a record over wakes no thread; and a commit costs the same for one as for many.
                await Task.Delay(_options.Gather, CancellationToken.None);
            }

            while (records.Count < _options.MostInCommit && _waiting.Reader.TryRead(out var entry))
            {
                entry.AddTo(records, _flushes);
            }

            var reports = records.Sum(record => record.ImageReports.Count);
            if (!await _writer.WriteAsync(records, _giveUp.Token))
            {
                Interlocked.Add(ref _dropped, records.Count);
                StorageLog.LostAtShutdown(_log, records.Count);
            }

            Interlocked.Add(ref _reportsWaiting, -reports);

            _flushes.ForEach(flush => flush.SetResult());
            records.Clear();
            _flushes.Clear();
        }
    }

    private static Dictionary<KeyId, NanoDollars> ReadSpent(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT key_id, spent_nano_usd FROM key_spend";
        using var reader = command.ExecuteReader();
        var spent = new Dictionary<KeyId, NanoDollars>();
        while (reader.Read())
        {
            spent.Add(new KeyId(reader.GetString(0)), new NanoDollars(reader.GetInt64(1)));
        }

        return spent;
    }

    /// <summary>A record, or somebody who waits until all before is written.</summary>
    private readonly record struct Entry(RequestRecord? Record, TaskCompletionSource? Flush)
    {
        public void AddTo(List<RequestRecord> records, List<TaskCompletionSource> flushes)
        {
            if (Record is not null)
            {
                records.Add(Record);
            }
            else
            {
                flushes.Add(Flush!);
            }
        }
    }
}
