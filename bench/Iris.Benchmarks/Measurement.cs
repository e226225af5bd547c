namespace Iris.Benchmarks;

/// <summary>What one benchmark allocates.</summary>
/// <param name="Name">Type without "Benchmarks", method, parameters: <c>RequestBody.AppendAndRead(Bytes=1000)</c>.</param>
/// <param name="Bytes">Managed bytes for each operation; null when the benchmark failed.</param>
/// <param name="Microseconds">Mean time of an operation, for the eye only; null when it failed.</param>
internal sealed record Measurement(string Name, long? Bytes, double? Microseconds);
