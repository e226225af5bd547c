using System.Runtime.InteropServices;

namespace Iris.Commands;

/// <summary>Ctrl-C and a polite request to end: the first cancels <see cref="Token"/>, a later one ends the process at once.</summary>
/// <remarks>Wrappers such as <c>timeout</c> deliver one request twice, to the process and to its group: within a second that counts once.</remarks>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan SameRequest = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private long _first;

    /// <summary>Starts listening.</summary>
    public Interruption()
        => _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT }
            .Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        // Cancel = true keeps the runtime from ending the process.
        var now = TimeProvider.System.GetTimestamp();
        var first = Interlocked.CompareExchange(ref _first, now, 0);
        context.Cancel = first == 0 || TimeProvider.System.GetElapsedTime(first, now) < SameRequest;
        _source.Cancel();
    }
}
