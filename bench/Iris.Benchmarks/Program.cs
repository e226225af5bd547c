using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Iris.Benchmarks;

if (args is ["--filter", ..])
{
    // For the eye: times too, of the benchmarks that the pattern names.
    var config = DefaultConfig.Instance
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), $"iris-benchmarks-{Environment.ProcessId}"));
    return BenchmarkSwitcher.FromAssembly(typeof(AllocationRun).Assembly).Run(args, config).Any() ? 0 : 1;
}

if (args is not [var path, .. var options] || options.Except(["--update", "--verbose"]).Any())
{
    Console.Error.WriteLine("bench/allocations [--update] [--verbose], or Iris.Benchmarks --filter <pattern>");
    return 2;
}

var measurements = AllocationRun.Run(options.Contains("--verbose"));
var allowances = AllowanceFile.Read(path);
if (options.Contains("--update"))
{
    AllowanceFile.Write(path, measurements, allowances);
    allowances = AllowanceFile.Read(path);
}

var failures = AllocationReport.Print(measurements, allowances, Console.Out);
Console.WriteLine(failures == 0 ? "Allocated bytes are within what allocations.json allows." : $"{failures} failed.");
return failures == 0 && measurements.Count > 0 ? 0 : 1;
