using Microsoft.Extensions.Logging;

namespace Iris.Imaging.Fetching;

/// <summary>Log lines of the fetcher, ids 3100 to 3199 (next free: 3102). Path, query and resolved addresses never appear.</summary>
internal static partial class FetchLog
{
    /// <summary>For the operator; the caller gets one text for all causes.</summary>
    [LoggerMessage(3100, LogLevel.Information, "An image could not be fetched from {Host}: {Cause}")]
    public static partial void Failed(ILogger logger, string host, string cause);

    /// <summary>A name led to an address that is not fetched.</summary>
    [LoggerMessage(3101, LogLevel.Warning, "The host {Host} resolves to an address that is not fetched")]
    public static partial void Refused(ILogger logger, string host);
}
