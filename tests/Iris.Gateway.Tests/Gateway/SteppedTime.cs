namespace Iris.Gateway.Tests.Gateway;

/// <summary>A clock that moves only when told, and tells when a timer of a given span was wound up. Safe for concurrent use.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<SteppedTimer> _timers = [];
    private readonly List<(TimeSpan Span, TaskCompletionSource Wound)> _waiting = [];
    private DateTimeOffset _now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SteppedTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Ends when a timer of this span runs, at once if one does.</summary>
    public Task UntilTimerAsync(TimeSpan span)
    {
        lock (_gate)
        {
            if (_timers.Exists(timer => timer.Span == span))
            {
                return Task.CompletedTask;
            }

            var wound = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((span, wound));
            return wound.Task;
        }
    }

    /// <summary>Moves on; timers that fall due run before this returns.</summary>
    public void Advance(TimeSpan step)
    {
        DateTimeOffset end;
        lock (_gate)
        {
            end = _now + step;
        }

        while (TakeDue(end) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            _now = end;
        }
    }

    private SteppedTimer? TakeDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            var timer = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (timer is not null)
            {
                _now = timer.Due > _now ? timer.Due : _now;
                timer.Next();
            }

            return timer;
        }
    }

    private sealed class SteppedTimer(SteppedTime owner, Action fire) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan Span { get; private set; }

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._gate)
            {
                owner._timers.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Wind(dueTime);
                }
            }

            return true;
        }

        public void Next()
        {
            owner._timers.Remove(this);
            if (_period > TimeSpan.Zero)
            {
                Wind(_period);
            }
        }

        public void Fire() => fire();

        public void Dispose()
        {
            lock (owner._gate)
            {
                owner._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Wind(TimeSpan span)
        {
            Span = span;
            Due = owner._now + span;
            owner._timers.Add(this);
            foreach (var (_, wound) in owner._waiting.Where(waiting => waiting.Span == span))
            {
                wound.TrySetResult();
            }

            owner._waiting.RemoveAll(waiting => waiting.Span == span);
        }
    }
}
