namespace Iris.LoadBench.Load;

/// <summary>What one target did in one cell of one round.</summary>
/// <param name="RequestsPerSecond">Answers with status 200 inside the window, over its length.</param>
/// <param name="P50">Half of them took at most this many milliseconds.</param>
/// <param name="P99">99 of 100 took at most this many milliseconds.</param>
/// <param name="CpuMilliseconds">Processor time of the gateway's process tree for each of them; null without a gateway.</param>
/// <param name="PeakRssBytes">Largest resident memory of the tree since the cell began; null without a gateway.</param>
/// <param name="Errors">Anything but a 200 with its whole body at the sink, in warm-up and window.</param>
internal sealed record CellSample(
    double RequestsPerSecond,
    double P50,
    double P99,
    double? CpuMilliseconds,
    long? PeakRssBytes,
    long Errors);
