using System.Globalization;
using Iris.Imaging.Vips;
using Iris.LoadBench;
using Iris.LoadBench.Results;
using Iris.PixelBench;

if (args is not [var root, var program, .. var options] || options.Contains("--help"))
{
    Console.WriteLine("bench/pixels/run [--rounds N] [--no-docs]");
    return 0;
}

try
{
    var at = Array.IndexOf(options, "--rounds");
    var rounds = at < 0 ? 31 : int.Parse(options[at + 1], CultureInfo.InvariantCulture);
    if (!VipsLibrary.TryStart())
    {
        throw new LoadBenchException("The native image library is missing: run npm ci --ignore-scripts in native/ and build again.");
    }

    var command = CommandContender.Version();
    var loadBefore = File.ReadAllText("/proc/loadavg").Split(' ')[0];
    var report = new Report(TimeProvider.System.GetUtcNow(), command, loadBefore, rounds, options);
    await using var worker = await WorkerContender.StartAsync(program);
    await using var inProcess = new InProcessContender();
    await using var whole = new CommandContender();
    IContender[] contenders = command is null ? [inProcess, worker] : [inProcess, worker, whole];
    foreach (var picture in new[] { Pictures.Clouds(), Pictures.Harbour(root) })
    {
        report.Add(picture, contenders, await new Run(contenders, rounds).MeasureAsync(picture), reference: 0);
    }

    Console.Write(report);
    if (!options.Contains("--no-docs"))
    {
        DocsPage.Write(Path.Combine(root, "docs", "benchmarks.md"), "pixels", report.ToString());
    }

    return 0;
}
catch (LoadBenchException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
