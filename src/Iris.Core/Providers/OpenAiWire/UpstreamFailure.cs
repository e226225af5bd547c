using System.Diagnostics.CodeAnalysis;
using Iris.Core.Model;
using Iris.Core.Providers.Profiles;

namespace Iris.Core.Providers.OpenAiWire;

/// <summary>Explains what the network threw. The named edge at which exceptions of one provider become data.</summary>
internal sealed class UpstreamFailure(ProviderConnection connection)
{
    /// <summary>True when the exception is a failure of the network or a deadline; a caller's cancellation and bugs pass on.</summary>
    public bool Explains(Exception exception, AttemptClock clock, CancellationToken caller, [NotNullWhen(true)] out GatewayError? error)
    {
        error = null;
        if (caller.IsCancellationRequested)
        {
            return false;
        }

        error = exception switch
        {
            OperationCanceledException when clock.IsTimeUp => TimedOut(),
            OperationCanceledException { InnerException: TimeoutException } => TimedOut(),
            HttpRequestException or IOException or System.Net.Sockets.SocketException => Unreachable(),
            _ => null,
        };
        return error is not null;
    }

    /// <summary>A stream that ended or broke before the answer was complete.</summary>
    public GatewayError Cut() => new(ErrorReason.UpstreamStreamCut, $"The stream from {connection.Name} ended before the answer was complete.")
    {
        ProviderName = connection.Name,
    };

    /// <summary>An answer that is no chat completion.</summary>
    public GatewayError Invalid() => new(ErrorReason.UpstreamInvalidResponse, $"The answer from {connection.Name} is no chat completion.")
    {
        ProviderName = connection.Name,
    };

    private GatewayError TimedOut() => new(ErrorReason.UpstreamTimeout, $"{connection.Name} did not answer in time. Try again.")
    {
        ProviderName = connection.Name,
    };

    private GatewayError Unreachable() => new(ErrorReason.UpstreamUnavailable, $"{connection.Name} could not be reached. Try again; if it stays so, the operator should check the provider's address.")
    {
        ProviderName = connection.Name,
    };
}
