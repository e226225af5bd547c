namespace Iris.Imaging.Workers;

/// <summary>Reads the exit code of a worker.</summary>
internal static class WorkerExit
{
    private const int SignalBase = 128;

    /// <summary>True for the signals that a process brings upon itself: SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV.</summary>
    public static bool IsCrash(int exitCode) => exitCode - SignalBase is 4 or 6 or 7 or 8 or 11;
}
