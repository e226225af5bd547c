using Microsoft.Extensions.Logging;

namespace Iris.Imaging.Workers;

/// <summary>Log lines of the pixel workers: event ids 3100 to 3199, next free 3104.</summary>
internal static partial class Log
{
    [LoggerMessage(3100, LogLevel.Information, "Pixel worker {ProcessId} started in {Milliseconds} ms")]
    public static partial void WorkerStarted(ILogger logger, int processId, long milliseconds);

    [LoggerMessage(3101, LogLevel.Warning, "Pixel worker {ProcessId} ended in the middle of a job: {End}")]
    public static partial void WorkerEnded(ILogger logger, int processId, WorkerEnd end);

    [LoggerMessage(3102, LogLevel.Error, "No pixel worker starts with the command {Command}")]
    public static partial void WorkerDoesNotStart(ILogger logger, string command);

    [LoggerMessage(3103, LogLevel.Error, "The native image library is missing: images cannot be converted until ./run or `npm ci --ignore-scripts` in native/ and a build have brought it")]
    public static partial void LibraryMissing(ILogger logger);
}
