using System.CommandLine;
using Iris.Commands;

if (args is [PixelWorkerCommand.Verb])
{
    return PixelWorkerCommand.Run();
}

var surroundings = Surroundings.OfThisProcess();
using var interruption = new Interruption();

var iris = new RootCommand("Iris: a self-hosted model router for images.")
{
    ServeCommand.Create(surroundings),
    AskCommand.Create(surroundings),
    ModelsCommand.Create(surroundings),
    CheckCommand.Create(surroundings),
};

return await CommandLine.RunAsync(iris, args, surroundings, interruption.Token);
