namespace Iris.Core.Providers.OpenAiWire;

/// <summary>The deadlines of one attempt as one token: total, and a shorter one that is wound up again as the answer moves.</summary>
/// <remarks>One timer for both: it is always set to whichever comes first.</remarks>
internal sealed class AttemptClock : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _total;
    private readonly long _began;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _caller;

    public AttemptClock(UpstreamTimeouts timeouts, TimeProvider time, CancellationToken caller)
    {
        _time = time;
        _total = timeouts.Total;
        _began = time.GetTimestamp();
        _source = new CancellationTokenSource(Shorter(timeouts.FirstByte, timeouts.Total), time);
        _caller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>Cancelled by the caller or by either deadline.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>True when it was cancelled; asked only when the caller is still there, it means that a deadline passed.</summary>
    public bool IsTimeUp => _source.IsCancellationRequested;

    /// <summary>Gives the next step its time, within the total.</summary>
    public void Rewind(TimeSpan step)
    {
        var left = _total - _time.GetElapsedTime(_began);
        if (left > TimeSpan.Zero)
        {
            _source.CancelAfter(Shorter(step, left));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
