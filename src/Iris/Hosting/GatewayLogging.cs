using Microsoft.Extensions.Logging.Console;

namespace Iris.Hosting;

/// <summary>The process's log: one line a request on standard error, no bodies, no keys.</summary>
internal static class GatewayLogging
{
    /// <summary>One line a request.</summary>
    public static void ToStandardError(ILoggingBuilder logging) => AddConsole(logging, LogLevel.Information);

    /// <summary>Nothing but errors, for a gateway that lives inside a command.</summary>
    public static void Quiet(ILoggingBuilder logging) => AddConsole(logging, LogLevel.Error);

    private static void AddConsole(ILoggingBuilder logging, LogLevel level)
    {
        logging.SetMinimumLevel(level);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
