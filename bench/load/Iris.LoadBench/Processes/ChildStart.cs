namespace Iris.LoadBench.Processes;

/// <summary>How to start a process.</summary>
/// <param name="Name">Names its log file.</param>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record ChildStart(string Name, string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Variables on top of PATH, HOME and the ones that find .NET; nothing else is inherited, so that no key or setting of this shell decides a number.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
