namespace Iris.Commands;

/// <summary>Where the body of <c>iris pixel-worker</c> is joined in: <c>Iris.Imaging.PixelWorkerProcess.Run</c>.</summary>
internal static class PixelWorkerSeam
{
    /// <summary>Refuses until it is joined in.</summary>
    public static int Run() => throw new CommandFailure("This build has no pixel worker.", "Build Iris with Iris.Imaging.");
}
