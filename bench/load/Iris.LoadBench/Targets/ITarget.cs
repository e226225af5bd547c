using Iris.LoadBench.Processes;

namespace Iris.LoadBench.Targets;

/// <summary>Something that takes the requests of a run and hands them to the sink.</summary>
internal interface ITarget
{
    /// <summary>As written on the command line and in the table.</summary>
    string Name { get; }

    /// <summary>Its version in words for the page, or null when there is none to name.</summary>
    string? Version(Workspace workspace);

    /// <summary>Starts it in front of the sink. It need not be ready yet.</summary>
    /// <exception cref="LoadBenchException">A part is missing; the message says how to get it.</exception>
    RunningTarget Start(Workspace workspace, int sinkPort);
}
