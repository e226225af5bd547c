using System.Diagnostics;
using System.Net.Sockets;
using Iris.LoadBench.Bodies;
using Iris.LoadBench.Load;
using Iris.LoadBench.Processes;
using Iris.LoadBench.Sink;
using Iris.LoadBench.Targets;

namespace Iris.LoadBench;

/// <summary>Simultaneous uploads of 20 MB images: how many are served, how many refused, and what memory that takes.</summary>
internal sealed class MemoryRun(int uploads, Workspace workspace, TextWriter progress)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);

    /// <summary>Runs it against one target.</summary>
    /// <returns>One line of a Markdown list.</returns>
    public async Task<MemoryResult> RunAsync(ITarget target, CancellationToken cancellationToken)
    {
        var probe = ChatBody.Create(BodySize.All[0]);
        var body = ChatBody.Create(BodySize.All[^1]);
        await using var sink = await SinkProcess.StartAsync(workspace, cancellationToken);
        await using var running = target.Start(workspace, sink.Port);
        await running.WaitUntilReadyAsync(probe, cancellationToken);
        running.Tree?.ResetPeak();
        progress.WriteLine($"{uploads} uploads of {body.Length} bytes to {target.Name}");
        var began = Stopwatch.GetTimestamp();
        var outcomes = await UploadAsync(running.Request(body), cancellationToken);
        var took = Stopwatch.GetElapsedTime(began);
        var peak = running.Tree?.PeakBytes();
        var alive = await IsAliveAsync(running, probe, cancellationToken);
        return new MemoryResult(target.Name, body.Length, outcomes, took, peak, alive);
    }

    private async Task<IReadOnlyDictionary<string, int>> UploadAsync(LoadRequest request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var connected = new CountdownEvent(uploads);
        var tasks = Enumerable.Range(0, uploads).Select(_ => UploadOneAsync(request, connected, gate.Task, limit.Token)).ToArray();
        await Task.Run(() => connected.Wait(limit.Token), limit.Token);
        gate.SetResult();
        var outcomes = await Task.WhenAll(tasks);
        cancellationToken.ThrowIfCancellationRequested();
        return outcomes.CountBy(outcome => outcome).ToDictionary();
    }

    private static async Task<string> UploadOneAsync(LoadRequest request, CountdownEvent connected, Task gate, CancellationToken cancellationToken)
    {
        using var connection = new LoadConnection(request);
        try
        {
            await connection.ConnectAsync(cancellationToken);
            connected.Signal();
            await gate;
            return (await connection.ExchangeAsync(copy: null, cancellationToken)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (OperationCanceledException)
        {
            return "no answer in time";
        }
        catch (Exception fault) when (fault is SocketException or IOException or InvalidDataException)
        {
            return "connection lost";
        }
    }

    private static async Task<bool> IsAliveAsync(RunningTarget running, byte[] probe, CancellationToken cancellationToken)
    {
        try
        {
            await running.WaitUntilReadyAsync(probe, cancellationToken);
            return true;
        }
        catch (LoadBenchException)
        {
            return false;
        }
    }
}
