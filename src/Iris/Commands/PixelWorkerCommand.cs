using System.CommandLine;

namespace Iris.Commands;

/// <summary><c>iris pixel-worker</c>: the process that decodes pixels. Only Iris starts it, so the help does not list it.</summary>
internal static class PixelWorkerCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="run">The worker's loop over standard input and output; returns the exit code.</param>
    public static Command Create(Func<int> run)
    {
        var command = new Command("pixel-worker", "Decode images for the Iris that started this process.") { Hidden = true };
        command.SetAction(_ => run());
        return command;
    }
}
