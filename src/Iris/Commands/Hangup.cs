using System.Runtime.InteropServices;

namespace Iris.Commands;

/// <summary>SIGHUP asks a running gateway to read its catalogue files anew.</summary>
/// <remarks>A terminal that closes sends the same signal: where the process had one and has it no longer, the process ends as it always did.</remarks>
internal sealed class Hangup : IDisposable
{
    private readonly bool _hadTerminal = HasTerminal();
    private readonly PosixSignalRegistration _registration;

    /// <summary>Starts listening.</summary>
    /// <param name="reload">Called on another thread; must return soon and must not throw.</param>
    public Hangup(Action reload) => _registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
    {
        if (_hadTerminal && !HasTerminal())
        {
            return;
        }

        context.Cancel = true;
        reload();
    });

    /// <inheritdoc/>
    public void Dispose() => _registration.Dispose();

    // Opening it fails once the kernel has taken the terminal from the session, which it does before it sends the signal.
    private static bool HasTerminal()
    {
        try
        {
            using var terminal = File.OpenHandle("/dev/tty");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
