using System.CommandLine;
using Iris.Commands;

namespace Iris.Gateway.Tests.Commands;

/// <summary>One run of the command line inside the test process.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static async Task<CommandRun> Of(IReadOnlyDictionary<string, string> environment, string currentDirectory, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var surroundings = new Surroundings
        {
            Output = output,
            Error = error,
            Environment = name => environment.GetValueOrDefault(name),
            CurrentDirectory = currentDirectory,
        };
        var root = new RootCommand
        {
            ServeCommand.Create(surroundings),
            AskCommand.Create(surroundings),
            FitCommand.Create(surroundings),
            ModelsCommand.Create(surroundings),
            CheckCommand.Create(surroundings),
        };
        var code = await CommandLine.RunAsync(root, arguments, surroundings, TestContext.Current.CancellationToken);
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
