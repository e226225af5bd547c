using Iris.Benchmarks;

if (args is not [var path, .. var options] || options.Except(["--update", "--verbose"]).Any())
{
    Console.Error.WriteLine("bench/allocations [--update] [--verbose]");
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
