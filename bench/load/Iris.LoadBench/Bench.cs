using Iris.LoadBench.Processes;
using Iris.LoadBench.Results;
using Iris.LoadBench.Targets;

namespace Iris.LoadBench;

/// <summary>One call of the command: the table or the memory run, printed and written into the page.</summary>
internal sealed class Bench(LoadOptions options, Workspace workspace, IReadOnlyList<string> arguments)
{
    private readonly string _loadBefore = RunHeader.LoadAverage();

    private string Page => Path.Combine(workspace.Repository, "docs/benchmarks.md");

    /// <summary>Runs it.</summary>
    /// <returns>The exit code: 0, or 1 when a request went wrong.</returns>
    public Task<int> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var iris in TargetList.All.OfType<IrisTarget>())
        {
            iris.MoreConfiguration = (options.IrisConfiguration, options.Memory) switch
            {
                ({ } path, _) => File.ReadAllText(path),
                (null, true) => $"limits: {{ bytes_in_flight: {options.BytesInFlight}MiB }}",
                _ => "",
            };
        }

        return options.Memory ? RunMemoryAsync(cancellationToken) : RunTableAsync(cancellationToken);
    }

    private async Task<int> RunTableAsync(CancellationToken cancellationToken)
    {
        var targets = options.Targets ?? TargetList.All;
        var results = await new SideBySideRun(options, targets, workspace, Console.Error).RunAsync(cancellationToken);
        Publish("load", targets, ResultTable.Render(results));
        return results.Cells.Sum(cell => results.Summary(cell)!.Errors) == 0 ? 0 : 1;
    }

    private async Task<int> RunMemoryAsync(CancellationToken cancellationToken)
    {
        var targets = options.Targets ?? [.. TargetList.All.Where(target => target.Name == TargetList.Iris)];
        var results = new List<MemoryResult>();
        foreach (var target in targets)
        {
            var result = await new MemoryRun(options.Uploads, workspace, Console.Error).RunAsync(target, cancellationToken);
            var bounded = target.Name == TargetList.Iris && options.IrisConfiguration is null;
            results.Add(result with { BoundBytes = bounded ? MemoryResult.BoundOf(options.BytesInFlight) : null });
        }

        Publish("memory", targets, string.Join('\n', results.Select(result => result.Render())));
        return results.TrueForAll(result => result.IsOrderly) ? 0 : 1;
    }

    private void Publish(string part, IReadOnlyList<ITarget> targets, string content)
    {
        var text = RunHeader.Render(targets, workspace, TimeProvider.System, _loadBefore, arguments) + "\n" + content;
        Console.WriteLine(text);
        if (options.WritesDocs)
        {
            DocsPage.Write(Page, part, text);
        }
    }
}
