using Microsoft.Extensions.Logging;

namespace Iris.Storage;

/// <summary>Log lines of the stores, ids 4100 to 4199 (next free: 4104).</summary>
internal static partial class StorageLog
{
    [LoggerMessage(4100, LogLevel.Error, "The ledger could not be written (SQLite code {Code}); {Count} records wait and are tried again")]
    public static partial void WriteFailed(ILogger logger, int code, int count);

    [LoggerMessage(4101, LogLevel.Critical, "The ledger refused the record of request {RequestId} (SQLite code {Code}); it is lost")]
    public static partial void RecordRefused(ILogger logger, string requestId, int code);

    [LoggerMessage(4102, LogLevel.Critical, "The disk has not taken ledger records for so long that memory for them ran out; {Dropped} records are lost")]
    public static partial void RecordsDropped(ILogger logger, long dropped);

    [LoggerMessage(4103, LogLevel.Critical, "At shutdown the ledger could not be written; {Count} records are lost")]
    public static partial void LostAtShutdown(ILogger logger, int count);
}
