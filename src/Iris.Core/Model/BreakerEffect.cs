namespace Iris.Core.Model;

/// <summary>How a failure weighs on the endpoint that it came from.</summary>
public enum BreakerEffect
{
    /// <summary>Not at all: it is the request's or the caller's doing.</summary>
    None,

    /// <summary>Counts toward opening.</summary>
    Count,

    /// <summary>Rest until the time that the upstream named; never opens the breaker.</summary>
    CoolDown,

    /// <summary>Out of use for ten minutes: the operator's own account is at fault.</summary>
    Park,
}
