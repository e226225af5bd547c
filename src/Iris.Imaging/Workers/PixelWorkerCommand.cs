using System.Reflection;

namespace Iris.Imaging.Workers;

/// <summary>How a worker process is started.</summary>
/// <param name="FileName">Full path of the program.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record PixelWorkerCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>The word on the command line that turns <c>iris</c> into a worker.</summary>
    public const string Verb = "pixel-worker";

    /// <summary>This very program again. Started by <c>dotnet iris.dll</c>, so is the worker.</summary>
    public static PixelWorkerCommand OfThisProcess()
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is unknown.");
        var entry = Assembly.GetEntryAssembly()?.Location;
        var isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return isHost && !string.IsNullOrEmpty(entry) ? new(program, [entry, Verb]) : new(program, [Verb]);
    }
}
