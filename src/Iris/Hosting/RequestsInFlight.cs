using Iris.Core.Model;

namespace Iris.Hosting;

/// <summary>Bounds the requests that are under way at once. Safe for concurrent use.</summary>
internal sealed class RequestsInFlight(int limit)
{
    private int _count;

    /// <summary>Takes a place; dispose the ticket to give it back.</summary>
    public Ticket Enter()
    {
        var count = Interlocked.Increment(ref _count);
        return new Ticket(this, count <= limit ? null : Full());
    }

    private static GatewayError Full() => new(ErrorReason.TooManyRequests, "Too many requests are under way. Try again in a moment.")
    {
        RetryAfterSeconds = 1,
    };

    /// <summary>A place, or the reason why there is none.</summary>
    public readonly struct Ticket(RequestsInFlight owner, GatewayError? refusal) : IDisposable
    {
        /// <summary>Null when the request may go on.</summary>
        public GatewayError? Refusal => refusal;

        /// <inheritdoc/>
        public void Dispose() => Interlocked.Decrement(ref owner._count);
    }
}
