namespace Iris.Commands;

/// <summary>How a command ends.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The request, the gateway or the environment failed; or no model, or not every model named, takes the pictures of <c>fit</c>.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong: an unknown option, a file that does not exist.</summary>
    public const int Misused = 2;

    /// <summary>Ended by Ctrl-C, as shells count it.</summary>
    public const int Interrupted = 130;
}
