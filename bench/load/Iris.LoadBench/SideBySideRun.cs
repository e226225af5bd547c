using Iris.LoadBench.Bodies;
using Iris.LoadBench.Load;
using Iris.LoadBench.Processes;
using Iris.LoadBench.Results;
using Iris.LoadBench.Sink;
using Iris.LoadBench.Targets;

namespace Iris.LoadBench;

/// <summary>The table: every target in every cell, round after round, the targets taking turns so that a change of the machine hits all.</summary>
internal sealed class SideBySideRun(LoadOptions options, IReadOnlyList<ITarget> targets, Workspace workspace, TextWriter progress)
{
    /// <summary>A gateway may shorten a body by what it splices, but by no more than this share.</summary>
    private const double ForwardedShare = 0.99;

    private readonly ResultSet _results = new();

    /// <summary>Runs all sizes. The processes are started anew for each size, so that its memory is its own, and live through its rounds.</summary>
    public async Task<ResultSet> RunAsync(CancellationToken cancellationToken)
    {
        await using var sink = await SinkProcess.StartAsync(workspace, cancellationToken);
        var probe = ChatBody.Create(BodySize.All[0]);
        foreach (var size in options.Sizes)
        {
            var body = ChatBody.Create(size);
            var running = new List<RunningTarget>();
            try
            {
                foreach (var target in targets)
                {
                    running.Add(target.Start(workspace, sink.Port));
                    await running[^1].WaitUntilReadyAsync(probe, cancellationToken);
                }

                await RunRoundsAsync(size.Name, body, running, sink, cancellationToken);
            }
            finally
            {
                foreach (var target in running)
                {
                    await target.DisposeAsync();
                }
            }
        }

        return _results;
    }

    private async Task RunRoundsAsync(string size, byte[] body, List<RunningTarget> running, SinkProcess sink, CancellationToken cancellationToken)
    {
        foreach (var connections in options.Connections)
        {
            for (var round = 0; round < options.Rounds; round++)
            {
                // Each round begins with another target, so that none always runs after the same neighbour.
                foreach (var target in running.Skip(round % running.Count).Concat(running.Take(round % running.Count)))
                {
                    var cell = new Cell(size, connections, target.Name);
                    var sample = await RunCellAsync(cell, body, target, sink, cancellationToken);
                    _results.Add(cell, sample);
                    progress.WriteLine(
                        $"{size,5} x{connections,-3} round {round + 1}/{options.Rounds} {target.Name,-8} {ResultTable.Number(sample.RequestsPerSecond),7}/s  "
                        + $"p50 {ResultTable.Number(sample.P50)} ms  p99 {ResultTable.Number(sample.P99)} ms  cpu {ResultTable.Number(sample.CpuMilliseconds)} ms  errors {sample.Errors}");
                }
            }
        }
    }

    private async Task<CellSample> RunCellAsync(Cell cell, byte[] body, RunningTarget target, SinkProcess sink, CancellationToken cancellationToken)
    {
        var plan = new CellPlan(cell.Connections, TimeSpan.FromSeconds(options.Warm), TimeSpan.FromSeconds(options.Seconds));
        var run = new CellRun(target.Request(body), plan, target.Tree);
        var before = await sink.CountAsync(cancellationToken);
        var sample = await run.RunAsync(cancellationToken);
        var after = await sink.CountAsync(cancellationToken);
        var answers = run.Records.Sum(record => record.Answers);
        var whole = Math.Min(after.Requests - before.Requests, (long)Math.Ceiling((after.Bytes - before.Bytes) / (body.Length * ForwardedShare)));
        var missing = Math.Max(0, answers - whole);
        if (missing > 0 || sample.Errors > 0)
        {
            var first = run.Records.Select(record => record.FirstError).FirstOrDefault(error => error is not null);
            progress.WriteLine($"{cell}: {sample.Errors} errors (first: {first ?? "none"}), {missing} answers without their body at the sink");
        }

        return sample with { Errors = sample.Errors + missing };
    }
}
