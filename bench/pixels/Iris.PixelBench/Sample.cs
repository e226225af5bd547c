namespace Iris.PixelBench;

/// <summary>One image, once.</summary>
/// <param name="WallMilliseconds">From the bytes in memory (or in a file) to the bytes in memory (or in a file).</param>
/// <param name="CpuMilliseconds">Of all processes that took part.</param>
/// <param name="Bytes">What came out.</param>
internal readonly record struct Sample(double WallMilliseconds, double CpuMilliseconds, long Bytes);
