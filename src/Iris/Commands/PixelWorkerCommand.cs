namespace Iris.Commands;

/// <summary><c>iris pixel-worker</c>: the process that decodes pixels for the Iris that started it.</summary>
/// <remarks>It is no command for people and not in the help. It runs before the command line is even built: a worker starts fast and handles signals by itself.</remarks>
internal static class PixelWorkerCommand
{
    /// <summary>The one argument.</summary>
    public const string Verb = "pixel-worker";

    /// <summary>Where the body is joined in: <c>Iris.Imaging</c>'s <c>PixelWorkerProcess.Run</c>.</summary>
    public static int Run() => throw new CommandFailure("This build has no pixel worker.", "Build Iris with Iris.Imaging.");
}
