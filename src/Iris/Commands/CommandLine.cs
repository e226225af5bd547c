using System.CommandLine;
using Iris.DataFolder;

namespace Iris.Commands;

/// <summary>The edge of the command line: parses, runs one command, and turns its failure into two lines and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs what the arguments ask for; no arguments print the help.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] arguments, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var parsed = root.Parse(arguments.Length == 0 ? ["--help"] : arguments);
        var invocation = new InvocationConfiguration
        {
            Output = surroundings.Output,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            var code = await parsed.InvokeAsync(invocation, cancellationToken);
            return parsed.Errors.Count > 0 ? ExitCodes.Misused : code;
        }
        catch (CommandFailure failure)
        {
            Explain(surroundings, failure.Message, failure.Remedy);
            return failure.ExitCode;
        }
        catch (DataFolderException failure)
        {
            Explain(surroundings, failure.Message, failure.Remedy);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }

    private static void Explain(Surroundings surroundings, string message, string? remedy)
    {
        surroundings.Error.WriteLine($"iris: {TerminalText.Clean(message)}");
        if (remedy is not null)
        {
            surroundings.Error.WriteLine($"  → {TerminalText.Clean(remedy)}");
        }
    }
}
