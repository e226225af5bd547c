using System.CommandLine;
using Iris.Commands;
using Iris.Imaging.Workers;

// A worker starts fast and handles signals by itself, so it runs before the command line is even built.
if (args is [PixelWorkerCommand.Verb])
{
    return PixelWorkerProcess.Run();
}

var surroundings = Surroundings.OfThisProcess();
using var interruption = new Interruption();

var iris = new RootCommand("Iris: a self-hosted model router for images.")
{
    ServeCommand.Create(surroundings),
    AskCommand.Create(surroundings),
    FitCommand.Create(surroundings),
    ModelsCommand.Create(surroundings),
    CheckCommand.Create(surroundings),
};

return await CommandLine.RunAsync(iris, args, surroundings, interruption.Token);
