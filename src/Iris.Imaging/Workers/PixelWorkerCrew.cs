using System.ComponentModel;
using Iris.Core.Model;
using Microsoft.Extensions.Logging;

namespace Iris.Imaging.Workers;

/// <summary>Keeps the worker processes: lends one at a time, starts what is missing, replaces what dies. Safe for concurrent use.</summary>
internal sealed class PixelWorkerCrew : IAsyncDisposable
{
    private readonly PixelWorkerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _slots;
    private readonly Lock _gate = new();
    private readonly List<PixelWorker> _idle = [];
    private readonly CancellationTokenSource _stopping = new();
    private int _waiting;
    private bool _isStopped;
    private volatile GatewayError? _unavailable;

    /// <summary>Starts nothing yet.</summary>
    public PixelWorkerCrew(PixelWorkerOptions options, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _slots = new SemaphoreSlim(options.Workers);
    }

    /// <summary>What the first worker said about Tesseract; false before there was one.</summary>
    public bool CanReadText { get; private set; }

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
        if (_unavailable is { } error)
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

        await _stopping.CancelAsync();
        foreach (var worker in idle)
        {
            await worker.DisposeAsync();
        }
    }

    private async ValueTask<bool> TakeSlotAsync(CancellationToken cancellationToken)
    {
        if (_slots.Wait(0, cancellationToken))
        {
            return true;
        }

        try
        {
            if (Interlocked.Increment(ref _waiting) > _options.Workers * _options.QueuePerWorker)
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
        var from = _time.GetTimestamp();
        PixelWorker worker;
        try
        {
            worker = new PixelWorker(PixelWorkerLauncher.Start(_options), _time);
        }
        catch (Win32Exception)
        {
            return FailToStart();
        }

        if (!await worker.GreetAsync(_options.StartTimeout))
        {
            await worker.DisposeAsync();
            return FailToStart();
        }

        if (!worker.Hello.HasVips)
        {
            Log.LibraryMissing(_logger);
            await worker.DisposeAsync();
            return _unavailable = PixelErrors.Unavailable;
        }

        CanReadText = worker.Hello.CanReadText;
        Log.WorkerStarted(_logger, worker.Id, (long)_time.GetElapsedTime(from).TotalMilliseconds);
        _ = worker.WhenGoneAsync(OnGone);
        return worker;
    }

    private GatewayError FailToStart()
    {
        Log.WorkerDoesNotStart(_logger, string.Join(' ', _options.Command.Arguments.Prepend(_options.Command.FileName)));
        return PixelErrors.NoStart;
    }

    private async Task ReplaceAsync(PixelWorker dead)
    {
        try
        {
            await dead.DisposeAsync();
            await FillSlotAsync();
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
            _ = TakeSlotAndReplaceAsync(worker);
        }
    }

    private async Task TakeSlotAndReplaceAsync(PixelWorker dead)
    {
        await _slots.WaitAsync(_stopping.Token);
        await ReplaceAsync(dead);
    }

    private async Task FillSlotAsync()
    {
        lock (_gate)
        {
            if (_isStopped || _idle.Count >= _options.Workers)
            {
                return;
            }
        }

        if ((await StartAsync()).TryGet(out var worker, out _) && !PushIdle(worker))
        {
            await worker.DisposeAsync();
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
