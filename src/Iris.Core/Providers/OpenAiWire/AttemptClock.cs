namespace Iris.Core.Providers.OpenAiWire;

/// <summary>The deadlines of one attempt as one token: total, and a shorter one that is wound up again as the answer moves.</summary>
internal sealed class AttemptClock : IDisposable
{
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _step;
    private readonly CancellationTokenSource _linked;

    public AttemptClock(UpstreamTimeouts timeouts, TimeProvider time, CancellationToken caller)
    {
        _total = new CancellationTokenSource(timeouts.Total, time);
        _step = new CancellationTokenSource(timeouts.FirstByte, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(caller, _total.Token, _step.Token);
    }

    /// <summary>Cancelled by the caller or by either deadline.</summary>
    public CancellationToken Token => _linked.Token;

    /// <summary>True when a deadline and not the caller ended it.</summary>
    public bool IsTimeUp => _total.IsCancellationRequested || _step.IsCancellationRequested;

    /// <summary>Gives the next step its time.</summary>
    public void Rewind(TimeSpan step) => _step.CancelAfter(step);

    /// <inheritdoc/>
    public void Dispose()
    {
        _linked.Dispose();
        _step.Dispose();
        _total.Dispose();
    }
}
