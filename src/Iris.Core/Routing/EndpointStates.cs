using System.Collections.Concurrent;
using Iris.Core.Model;

namespace Iris.Core.Routing;

/// <summary>The state of every endpoint that was ever used. Safe for concurrent use.</summary>
public sealed class EndpointStates(TimeProvider time)
{
    private readonly ConcurrentDictionary<EndpointId, EndpointState> _states = new();

    /// <summary>The state of an endpoint.</summary>
    public EndpointState Of(EndpointId endpoint) => _states.GetOrAdd(endpoint, static (_, clock) => new EndpointState(clock), time);
}
