using Microsoft.Extensions.Logging;

namespace Iris.Core.Pipeline;

/// <summary>The pipeline's log messages: 1000 to 1099. Next free: 1002.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "{Id} {Status} {Reason} {Endpoint} images={Images} {Milliseconds} ms")]
    public static partial void RequestDone(ILogger logger, string id, int status, string? reason, string? endpoint, int images, long milliseconds);

    [LoggerMessage(1001, LogLevel.Error, "{Id} met a fault of Iris")]
    public static partial void RequestFaulted(ILogger logger, string id, Exception exception);
}
