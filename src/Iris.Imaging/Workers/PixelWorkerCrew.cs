using Iris.Core.Model;

namespace Iris.Imaging.Workers;

/// <summary>Keeps the worker processes: lends one at a time, starts what is missing, replaces what dies. Safe for concurrent use.</summary>
/// <remarks>Whoever holds one of the slots may hold one process, so there are never more processes than slots.</remarks>
internal sealed class PixelWorkerCrew(PixelWorkerOptions options, PixelWorkerStarter starter) : IAsyncDisposable
{
    private readonly SemaphoreSlim _slots = new(options.Workers);
    private readonly Lock _gate = new();
    private readonly List<PixelWorker> _idle = [];
    private int _waiting;
    private bool _isStopped;

    /// <summary>Process ids of the workers without a job.</summary>
    public IReadOnlyList<int> IdleProcesses
    {
        get
        {
            lock (_gate)
            {
                return [.. _idle.Select(worker => worker.Id)];
            }
        }
    }

    /// <summary>Requests that wait for a worker.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Lends a worker, after waiting for one where all are at work. The borrower calls <see cref="Return"/>.</summary>
    public async ValueTask<Outcome<PixelWorker>> TakeAsync(CancellationToken cancellationToken)
    {
        if (starter.Unavailable is { } error)
        {
            return error;
        }

        if (!await TakeSlotAsync(cancellationToken))
        {
            return PixelErrors.Busy;
        }

        if (PopIdle() is { } idle)
        {
            return idle;
        }

        var started = await StartAsync();
        if (!started.Succeeded)
        {
            _slots.Release();
        }

        return started;
    }

    /// <summary>Takes a worker back. For a dead one a new one is started before the slot is free again.</summary>
    public void Return(PixelWorker worker)
    {
        if (worker.IsAlive && PushIdle(worker))
        {
            _slots.Release();
        }
        else
        {
            _ = ReplaceAsync(worker);
        }
    }

    /// <summary>Lets all workers go. Borrowed ones go when they are returned.</summary>
    public async ValueTask DisposeAsync()
    {
        List<PixelWorker> idle;
        lock (_gate)
        {
            _isStopped = true;
            idle = [.. _idle];
            _idle.Clear();
        }

        await Task.WhenAll(idle.Select(worker => worker.DisposeAsync().AsTask()));
    }

    private async ValueTask<bool> TakeSlotAsync(CancellationToken cancellationToken)
    {
        if (_slots.Wait(0, cancellationToken))
        {
            return true;
        }

        try
        {
            if (Interlocked.Increment(ref _waiting) > options.Workers * options.QueuePerWorker)
            {
                return false;
            }

            await _slots.WaitAsync(cancellationToken);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task<Outcome<PixelWorker>> StartAsync()
    {
        if (IsStopped())
        {
            return PixelErrors.Draining;
        }

        var started = await starter.StartAsync();
        if (started.TryGet(out var worker, out _))
        {
            _ = worker.WhenGoneAsync(OnGone);
        }

        return started;
    }

    private async Task ReplaceAsync(PixelWorker dead)
    {
        try
        {
            await dead.DisposeAsync();
            if (!IsFull() && (await StartAsync()).TryGet(out var worker, out _) && !PushIdle(worker))
            {
                await worker.DisposeAsync();
            }
        }
        finally
        {
            _slots.Release();
        }
    }

    // A worker that dies while idle is replaced too, so that the next request finds a warm one.
    private void OnGone(PixelWorker worker)
    {
        bool wasIdle;
        lock (_gate)
        {
            wasIdle = _idle.Remove(worker);
        }

        if (wasIdle)
        {
            _ = ReplaceIdleAsync(worker);
        }
    }

    private async Task ReplaceIdleAsync(PixelWorker dead)
    {
        await _slots.WaitAsync(CancellationToken.None);
        await ReplaceAsync(dead);
    }

    // Asked while holding a slot: are there already as many idle workers as free slots and this one?
    private bool IsFull()
    {
        lock (_gate)
        {
            return _idle.Count > _slots.CurrentCount;
        }
    }

    private bool IsStopped()
    {
        lock (_gate)
        {
            return _isStopped;
        }
    }

    private PixelWorker? PopIdle()
    {
        lock (_gate)
        {
            while (_idle.Count > 0)
            {
                var last = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
                if (last.IsAlive)
                {
                    return last;
                }

                _ = last.DisposeAsync().AsTask();
            }
        }

        return null;
    }

    private bool PushIdle(PixelWorker worker)
    {
        lock (_gate)
        {
            if (!_isStopped)
            {
                _idle.Add(worker);
            }

            return !_isStopped;
        }
    }
}
