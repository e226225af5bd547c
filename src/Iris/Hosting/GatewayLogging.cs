using Microsoft.Extensions.Logging.Console;

namespace Iris.Hosting;

/// <summary>The process's log: one line a request on standard error, no bodies, no keys.</summary>
internal static class GatewayLogging
{
    /// <summary>Creates the factory.</summary>
    /// <param name="logsRequests">False keeps all but errors quiet.</param>
    public static ILoggerFactory CreateFactory(bool logsRequests) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(logsRequests ? LogLevel.Information : LogLevel.Error);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    });
}
