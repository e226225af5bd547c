namespace Iris.LoadBench.Sink;

/// <summary>What the sink has read whole.</summary>
/// <param name="Requests">POST requests.</param>
/// <param name="Bytes">Bytes of their bodies.</param>
internal readonly record struct SinkCounts(long Requests, long Bytes);
