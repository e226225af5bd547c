namespace Iris.LoadBench.Load;

/// <summary>What one connection saw. Written by its own loop only; read when the loop has ended.</summary>
internal sealed class ConnectionRecord
{
    /// <summary>Latencies of the window in <see cref="System.Diagnostics.Stopwatch"/> ticks.</summary>
    public List<long> Latencies { get; } = new(64 * 1024);

    /// <summary>Answers with 200, in warm-up, window and after it.</summary>
    public long Answers { get; set; }

    /// <summary>Everything else.</summary>
    public long Errors { get; set; }

    /// <summary>The first error in words, or null.</summary>
    public string? FirstError { get; set; }
}
