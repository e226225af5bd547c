using System.Buffers;
using System.Globalization;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Pipeline;

/// <summary>Sends the error of a call whose answer has not begun. Once it has, the stream's own writer told the error in-band.</summary>
internal static class ErrorAnswer
{
    private static readonly KeyValuePair<string, string> NoRetry = new("x-should-retry", "false");

    /// <summary>Sends; does nothing for a success, a begun answer or a caller who left.</summary>
    public static async ValueTask SendAsync(GatewayCall call, CancellationToken cancellationToken)
    {
        if (call.Error is not { } error || call.Sink.HasStarted || cancellationToken.IsCancellationRequested)
        {
            return;
        }

        using var body = new PooledWriter();
        call.Dialect.WriteError(error, body);
        call.Sink.Begin(error.Row.Status, "application/json", body.Length, Headers(error));
        call.Sink.Output.Write(body.Written);
        try
        {
            await call.Sink.Output.FlushAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The caller left while the error was on its way: nobody is there to be told.
        }
    }

    private static KeyValuePair<string, string>[] Headers(GatewayError error)
    {
        var retryAfter = error.RetryAfterSeconds is { } seconds
            ? new KeyValuePair<string, string>("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))
            : (KeyValuePair<string, string>?)null;
        return (error.Row.ShouldRetry, retryAfter) switch
        {
            (true, null) => [],
            (true, { } wait) => [wait],
            (false, null) => [NoRetry],
            (false, { } wait) => [NoRetry, wait],
        };
    }
}
