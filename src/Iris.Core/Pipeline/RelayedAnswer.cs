using Iris.Core.Model;

namespace Iris.Core.Pipeline;

/// <summary>How relaying one attempt ended.</summary>
/// <param name="Error">Null when the answer is complete.</param>
/// <param name="FirstEvent">Time to the first event, or null when none came.</param>
public readonly record struct RelayedAnswer(GatewayError? Error, TimeSpan? FirstEvent);
