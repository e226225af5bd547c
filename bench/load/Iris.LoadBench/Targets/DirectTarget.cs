using Iris.LoadBench.Processes;

namespace Iris.LoadBench.Targets;

/// <summary>The sink without a gateway: what the machine and the load generator can do at all.</summary>
internal sealed class DirectTarget : ITarget
{
    /// <inheritdoc/>
    public string Name => "direct";

    /// <inheritdoc/>
    public string? Version(Workspace workspace) => null;

    /// <inheritdoc/>
    public RunningTarget Start(Workspace workspace, int sinkPort) => new(Name, null, sinkPort, "/v1/chat/completions", []);
}
