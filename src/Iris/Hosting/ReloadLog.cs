namespace Iris.Hosting;

/// <summary>Log lines of reloads. Ids 5000 to 5099; next free: 5004.</summary>
internal static partial class ReloadLog
{
    [LoggerMessage(5000, LogLevel.Information, "The catalogue was read anew: {Models} models, {Files} files of your own")]
    public static partial void Reloaded(this ILogger log, int models, int files);

    [LoggerMessage(5001, LogLevel.Error, "The catalogue in use stays: the files of your own have {Count} mistakes")]
    public static partial void ReloadRefused(this ILogger log, int count);

    [LoggerMessage(5002, LogLevel.Error, "{Mistake}")]
    public static partial void ReloadMistake(this ILogger log, string mistake);

    [LoggerMessage(5003, LogLevel.Error, "The catalogue in use stays: reading it anew met a fault of Iris")]
    public static partial void ReloadFailed(this ILogger log, Exception exception);
}
