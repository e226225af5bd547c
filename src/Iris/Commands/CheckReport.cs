namespace Iris.Commands;

/// <summary>What <c>iris check</c> found: facts to print, and every mistake at once.</summary>
internal sealed class CheckReport
{
    private readonly List<string> _found = [];
    private readonly List<CheckMistake> _mistakes = [];

    /// <summary>Facts, in the order in which they were found.</summary>
    public IReadOnlyList<string> Found => _found;

    /// <summary>Mistakes; empty when Iris can start.</summary>
    public IReadOnlyList<CheckMistake> Mistakes => _mistakes;

    /// <summary>Adds a fact.</summary>
    public void Add(string fact) => _found.Add(fact);

    /// <summary>Adds a mistake.</summary>
    /// <param name="where">The key path or the name of the variable.</param>
    /// <param name="what">What is wrong.</param>
    /// <param name="remedy">What to do, or null.</param>
    public void Add(string where, string what, string? remedy) => _mistakes.Add(new CheckMistake(where, what, remedy));

    /// <summary>Prints everything.</summary>
    public void Print(Surroundings surroundings)
    {
        foreach (var fact in _found)
        {
            surroundings.Output.WriteLine(TerminalText.Clean(fact));
        }

        foreach (var mistake in _mistakes)
        {
            surroundings.Output.WriteLine(TerminalText.Clean($"mistake  {mistake.Where}: {mistake.What}"));
            if (mistake.Remedy is not null)
            {
                surroundings.Output.WriteLine(TerminalText.Clean($"         → {mistake.Remedy}"));
            }
        }

        surroundings.Output.WriteLine(_mistakes.Count == 0 ? "Iris can start." : $"{_mistakes.Count} to mend.");
    }
}

/// <summary>One mistake.</summary>
internal sealed record CheckMistake(string Where, string What, string? Remedy);
