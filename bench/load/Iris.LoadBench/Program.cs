using System.Runtime.InteropServices;
using Iris.LoadBench;
using Iris.LoadBench.Processes;
using Iris.LoadBench.Sink;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

if (args is ["sink"])
{
    using var sink = new SinkServer();
    Console.WriteLine($"port {sink.Port}");
    await sink.RunAsync(stop.Token);
    return 0;
}

if (args.Contains("--help") || args is not [var repository, var folder, ..])
{
    Console.WriteLine(LoadOptions.Usage);
    return args.Contains("--help") ? 0 : 2;
}

try
{
    var workspace = new Workspace(folder, repository);
    var options = LoadOptions.Parse(args[2..]);
    return await new Bench(options, workspace, args[2..]).RunAsync(stop.Token);
}
catch (LoadBenchException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped.");
    return 130;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
