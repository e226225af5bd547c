using System.Diagnostics;
using Iris.LoadBench.Bodies;
using Iris.LoadBench.Processes;

namespace Iris.LoadBench.Targets;

/// <summary>The Release build of this repository, with everything on: key, image facts, routing, ledger in a data folder of its own.</summary>
internal sealed class IrisTarget : ITarget
{
    private const string ApiKey = "sk-iris-load-bench-key-of-one-run";

    /// <summary>Lines added to the end of the configuration, e.g. a <c>limits</c> section; empty for the defaults.</summary>
    public string MoreConfiguration { get; set; } = "";

    /// <inheritdoc/>
    public string Name => TargetList.Iris;

    /// <inheritdoc/>
    public string? Version(Workspace workspace)
    {
        var commit = Git(workspace, "rev-parse", "--short", "HEAD");
        var changed = Git(workspace, "status", "--porcelain", "--", "src").Length > 0;
        return $"Iris at commit {commit}{(changed ? " with changes" : "")}";
    }

    /// <inheritdoc/>
    public RunningTarget Start(Workspace workspace, int sinkPort)
    {
        var binary = Path.Combine(workspace.Repository, "artifacts/bin/Iris/release/iris");
        if (!File.Exists(binary))
        {
            throw new LoadBenchException("Iris is not built: run `dotnet build src/Iris -c Release`.");
        }

        var port = Workspace.FreePort();
        var configuration = workspace.PathOf("iris.yaml");
        File.WriteAllText(configuration, $"""
            default_model: {ChatBody.Model}
            providers:
              sink:
                dialect: chat-completions
                base_url: http://127.0.0.1:{sinkPort}/v1
                api_key: x
                models: [{ChatBody.Model}]
            {MoreConfiguration}
            """);
        var start = new ChildStart("iris", binary, ["serve"])
        {
            Environment = new Dictionary<string, string>
            {
                ["IRIS_PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["IRIS_DATA"] = workspace.NewFolder("iris"),
                ["IRIS_API_KEY"] = ApiKey,
                ["IRIS_CONFIG"] = configuration,
            },
        };
        return new RunningTarget(Name, ChildProcess.Start(start, workspace), port, "/v1/chat/completions", [$"Authorization: Bearer {ApiKey}"]);
    }

    private static string Git(Workspace workspace, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", ["-C", workspace.Repository, .. arguments]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }
}
