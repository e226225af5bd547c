namespace Iris.Gateway.Tests.Imaging;

/// <summary>The system's clock, but one-shot timers fire when the test says so, and only those that are still wanted.</summary>
internal sealed class ManualDeadlines : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<OneShot> _waiting = [];

    public void FireDeadlines()
    {
        List<OneShot> due;
        lock (_gate)
        {
            due = [.. _waiting];
        }

        due.ForEach(timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        var timer = new OneShot(this, callback, state);
        lock (_gate)
        {
            _waiting.Add(timer);
        }

        return timer;
    }

    private sealed class OneShot(ManualDeadlines owner, TimerCallback callback, object? state) : ITimer
    {
        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            lock (owner._gate)
            {
                owner._waiting.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
