namespace Iris.Benchmarks;

/// <summary>What a benchmark may allocate: a value of the committed file.</summary>
/// <param name="Bytes">Expected bytes for each operation.</param>
/// <param name="Tolerance">Share of them that may come on top, 0 to 1.</param>
internal sealed record Allowance(long Bytes, double Tolerance)
{
    /// <summary>The tolerance of a benchmark that is new to the file.</summary>
    public const double DefaultTolerance = 0.05;

    /// <summary>The most that passes. Never less than 64 bytes on top: a background thread's own object is no regression.</summary>
    public long Most => Bytes + Math.Max(64, (long)(Bytes * Tolerance));

    /// <summary>Below this the file is worth an update, since it lets too much pass.</summary>
    public long Least => Bytes - Math.Max(64, (long)(Bytes * Tolerance));
}
