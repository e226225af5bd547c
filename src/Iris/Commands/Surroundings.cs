namespace Iris.Commands;

/// <summary>Everything of the process that a command looks at or writes to.</summary>
internal sealed record Surroundings
{
    /// <summary>Answers.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Everything that is not the answer.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Looks an environment variable up; null means unset.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>What relative paths are relative to.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>True when <see cref="Error"/> is a terminal that may be sent colours.</summary>
    public bool ErrorHasColours { get; init; }

    /// <summary>Those of this process.</summary>
    public static Surroundings OfThisProcess() => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        Environment = System.Environment.GetEnvironmentVariable,
        CurrentDirectory = Directory.GetCurrentDirectory(),
        ErrorHasColours = !Console.IsErrorRedirected && System.Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 },
    };

    /// <summary>The value of a variable, or null when it is unset or empty.</summary>
    public string? Variable(string name) => Environment(name) is { Length: > 0 } value ? value : null;

    /// <summary>Writes a dim line beside the answer.</summary>
    public void Remark(string text) => Error.WriteLine(ErrorHasColours ? $"\e[2m{text}\e[0m" : text);
}
