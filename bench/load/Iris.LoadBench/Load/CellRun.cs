using System.Diagnostics;
using System.Net.Sockets;
using Iris.LoadBench.Processes;

namespace Iris.LoadBench.Load;

/// <summary>One cell: some connections that send one request in a closed loop, a warm-up, and a window in which answers count.</summary>
internal sealed class CellRun(LoadRequest request, CellPlan plan, ProcessTree? gateway)
{
    private const int ErrorLimit = 1000;

    private volatile bool _counts;
    private volatile bool _stops;
    private int _answersInWindow;

    /// <summary>Answers and errors of the whole cell, known when it has run.</summary>
    public IReadOnlyList<ConnectionRecord> Records { get; private set; } = [];

    /// <summary>Runs it.</summary>
    public async Task<CellSample> RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(plan.Deadline);
        gateway?.ResetPeak();
        Records = [.. Enumerable.Range(0, plan.Connections).Select(_ => new ConnectionRecord())];
        var loops = Records.Select(record => Task.Run(() => LoopAsync(record, deadline.Token), CancellationToken.None)).ToArray();
        await Task.Delay(plan.Warm, cancellationToken);

        var cpuBefore = gateway?.CpuTime();
        var began = Stopwatch.GetTimestamp();
        _counts = true;
        await WaitForWindowAsync(began, cancellationToken);
        _counts = false;
        var window = Stopwatch.GetElapsedTime(began);
        var cpu = gateway?.CpuTime() - cpuBefore;
        var peak = gateway?.PeakBytes();
        _stops = true;
        await Task.WhenAll(loops);
        cancellationToken.ThrowIfCancellationRequested();
        return Summarize(window, cpu, peak);
    }

    private async Task WaitForWindowAsync(long began, CancellationToken cancellationToken)
    {
        await Task.Delay(plan.Window, cancellationToken);
        while (Volatile.Read(ref _answersInWindow) < 2 * plan.Connections && Stopwatch.GetElapsedTime(began) < 3 * plan.Window)
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    private async Task LoopAsync(ConnectionRecord record, CancellationToken cancellationToken)
    {
        using var connection = new LoadConnection(request);
        while (!_stops && record.Errors < ErrorLimit && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                var began = Stopwatch.GetTimestamp();
                var status = await connection.ExchangeAsync(copy: null, cancellationToken);
                Note(record, status, Stopwatch.GetTimestamp() - began);
            }
            catch (Exception fault) when (fault is SocketException or IOException or InvalidDataException or OperationCanceledException)
            {
                Fail(record, fault.Message);
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    private void Note(ConnectionRecord record, int status, long ticks)
    {
        if (status != 200)
        {
            Fail(record, $"status {status}");
            return;
        }

        record.Answers++;
        if (_counts)
        {
            record.Latencies.Add(ticks);
            Interlocked.Increment(ref _answersInWindow);
        }
    }

    private static void Fail(ConnectionRecord record, string why)
    {
        record.Errors++;
        record.FirstError ??= why;
    }

    private CellSample Summarize(TimeSpan window, TimeSpan? cpu, long? peak)
    {
        var latencies = Records.SelectMany(record => record.Latencies)
            .Select(ticks => ticks * 1000.0 / Stopwatch.Frequency).Order().ToArray();
        return new CellSample(
            latencies.Length / window.TotalSeconds,
            Statistics.Percentile(latencies, 50),
            Statistics.Percentile(latencies, 99),
            latencies.Length == 0 ? null : cpu?.TotalMilliseconds / latencies.Length,
            peak,
            Records.Sum(record => record.Errors));
    }
}
