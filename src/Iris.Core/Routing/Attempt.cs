using Iris.Core.Model;

namespace Iris.Core.Routing;

/// <summary>One try at one endpoint.</summary>
/// <param name="Endpoint">Where.</param>
/// <param name="Error">Why it failed, or null.</param>
/// <param name="FirstEvent">Time to the first event, or null when none came.</param>
/// <param name="Duration">In all.</param>
/// <param name="Committed">True when something of it reached the caller.</param>
public sealed record Attempt(EndpointId Endpoint, GatewayError? Error, TimeSpan? FirstEvent, TimeSpan Duration, bool Committed);
