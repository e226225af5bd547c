using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Iris.Benchmarks;

/// <summary>Runs every benchmark of this assembly in this process, just long enough to count allocated bytes.</summary>
internal static class AllocationRun
{
    /// <summary>Runs them.</summary>
    /// <param name="verbose">True to print all that BenchmarkDotNet says.</param>
    public static IReadOnlyList<Measurement> Run(bool verbose)
    {
        var job = Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithLaunchCount(1)
            .WithWarmupCount(2)
            .WithIterationCount(3)
            .WithIterationTime(TimeInterval.FromMilliseconds(200));
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(verbose ? ConsoleLogger.Default : NullLogger.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), $"iris-benchmarks-{Environment.ProcessId}"));
        try
        {
            var summaries = BenchmarkSwitcher.FromAssembly(typeof(AllocationRun).Assembly).RunAll(config);
            return [.. summaries.SelectMany(summary => summary.Reports).Select(ToMeasurement).OrderBy(measurement => measurement.Name, StringComparer.Ordinal)];
        }
        finally
        {
            if (Directory.Exists(config.ArtifactsPath))
            {
                Directory.Delete(config.ArtifactsPath, recursive: true);
            }
        }
    }

    private static Measurement ToMeasurement(BenchmarkReport report)
    {
        var benchmark = report.BenchmarkCase;
        var type = benchmark.Descriptor.Type.Name.Replace("Benchmarks", "", StringComparison.Ordinal);
        var parameters = benchmark.HasParameters
            ? $"({string.Join(", ", benchmark.Parameters.Items.Select(item => $"{item.Name}={item.Value}"))})"
            : "";
        return new Measurement(
            $"{type}.{benchmark.Descriptor.WorkloadMethod.Name}{parameters}",
            report.Success ? report.GcStats.GetBytesAllocatedPerOperation(benchmark) : null,
            report.Success ? report.ResultStatistics?.Mean / 1000 : null);
    }
}
