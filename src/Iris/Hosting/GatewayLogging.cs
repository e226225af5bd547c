namespace Iris.Hosting;

/// <summary>The process's log: one line a request on standard error, no bodies, no keys.</summary>
internal static class GatewayLogging
{
    /// <summary>One line a request.</summary>
    public static void ToStandardError(ILoggingBuilder logging) => AddLines(logging, LogLevel.Information);

    /// <summary>Nothing but errors, for a gateway that lives inside a command.</summary>
    public static void Quiet(ILoggingBuilder logging) => AddLines(logging, LogLevel.Error);

    private static void AddLines(ILoggingBuilder logging, LogLevel level)
        => logging.SetMinimumLevel(level).AddProvider(new LineLog(Console.OpenStandardError(), TimeProvider.System));
}
