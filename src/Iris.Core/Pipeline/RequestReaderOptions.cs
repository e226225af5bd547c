namespace Iris.Core.Pipeline;

/// <summary>Bounds on a request body.</summary>
/// <param name="MaxBodyBytes">Longest body.</param>
public sealed record RequestReaderOptions(long MaxBodyBytes);
