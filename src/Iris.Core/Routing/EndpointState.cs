using Iris.Core.Model;

namespace Iris.Core.Routing;

/// <summary>The health of one endpoint: counts failures, rests, is parked. Safe for concurrent use.</summary>
public sealed class EndpointState(TimeProvider time)
{
    /// <summary>Failures in a row that send an endpoint to rest.</summary>
    public const int FailuresToRest = 5;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Parking = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortestCoolDown = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private int _failures;
    private DateTimeOffset _restUntil;
    private DateTimeOffset _parkedUntil;

    /// <summary>True when a request may be sent.</summary>
    public bool IsAvailable
    {
        get
        {
            lock (_lock)
            {
                var now = time.GetUtcNow();
                return now >= _restUntil && now >= _parkedUntil;
            }
        }
    }

    /// <summary>When it may be tried again; null when it is not resting.</summary>
    public TimeSpan? RestsFor
    {
        get
        {
            lock (_lock)
            {
                var left = _restUntil - time.GetUtcNow();
                return left <= TimeSpan.Zero ? null : left;
            }
        }
    }

    /// <summary>True for ten minutes after the operator's own account was found at fault; then it is tried again.</summary>
    public bool IsParked
    {
        get
        {
            lock (_lock)
            {
                return time.GetUtcNow() < _parkedUntil;
            }
        }
    }

    /// <summary>An answer came.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            _failures = 0;
        }
    }

    /// <summary>An attempt failed.</summary>
    public void Failed(GatewayError error)
    {
        lock (_lock)
        {
            switch (error.Row.Breaker)
            {
                case BreakerEffect.Park:
                    _parkedUntil = time.GetUtcNow() + Parking;
                    break;
                case BreakerEffect.CoolDown:
                    RestFor(error.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : ShortestCoolDown);
                    break;
                case BreakerEffect.Count when ++_failures >= FailuresToRest:
                    _failures = 0;
                    RestFor(Rest);
                    break;
            }
        }
    }

    private void RestFor(TimeSpan span)
    {
        var until = time.GetUtcNow() + span;
        _restUntil = until > _restUntil ? until : _restUntil;
    }
}
