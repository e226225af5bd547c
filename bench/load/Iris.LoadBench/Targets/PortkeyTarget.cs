using Iris.LoadBench.Processes;

namespace Iris.LoadBench.Targets;

/// <summary>The Portkey gateway from npm, pinned in <c>bench/load/portkey</c>.</summary>
internal sealed class PortkeyTarget : ITarget
{
    private const string Package = "bench/load/portkey/node_modules/@portkey-ai/gateway";

    /// <inheritdoc/>
    public string Name => TargetList.Portkey;

    /// <inheritdoc/>
    public string? Version(Workspace workspace)
    {
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(workspace.Repository, Package, "package.json")));
        return $"Portkey {json.RootElement.GetProperty("version").GetString()}";
    }

    /// <inheritdoc/>
    public RunningTarget Start(Workspace workspace, int sinkPort)
    {
        var script = Path.Combine(workspace.Repository, Package, "build/start-server.js");
        if (!File.Exists(script))
        {
            throw new LoadBenchException("Portkey is not installed: run `npm ci --ignore-scripts` in bench/load/portkey.");
        }

        var port = Workspace.FreePort();
        var start = new ChildStart("portkey", "node", [script, $"--port={port}", "--headless"])
        {
            Environment = new Dictionary<string, string> { ["NODE_ENV"] = "production" },
        };
        string[] headers = ["x-portkey-provider: openai", $"x-portkey-custom-host: http://127.0.0.1:{sinkPort}/v1", "Authorization: Bearer sink"];
        return new RunningTarget(Name, ChildProcess.Start(start, workspace), port, "/v1/chat/completions", headers);
    }
}
