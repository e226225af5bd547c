namespace Iris.Commands;

/// <summary>A command cannot go on; caught once, by <see cref="CommandLine"/>, which prints both texts and ends with the code.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="remedy">What the person can do about it, or null when the message says so.</param>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
internal sealed class CommandFailure(string message, string? remedy, int exitCode = ExitCodes.Failed) : Exception(message)
{
    /// <summary>What to do next.</summary>
    public string? Remedy { get; } = remedy;

    /// <summary>How the process ends.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>True when nobody listened: nothing was sent, so the command may look for another gateway.</summary>
    public bool IsUnreachable { get; init; }
}
