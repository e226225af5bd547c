using System.Diagnostics;
using Iris.Core.Wire;

namespace Iris.Imaging.Workers;

/// <summary>One worker process as the gateway sees it. One job at a time; the crew sees to that.</summary>
/// <remarks>Whatever goes wrong ends in the death of the process, which ends every pending read and write: nothing else is needed to get free.</remarks>
internal sealed class PixelWorker : IAsyncDisposable
{
    private static readonly TimeSpan MemoryCheckPeriod = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly WorkerPipe _pipe;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private bool _isDisposed;
    private int _end;

    /// <summary>Wraps a process that was just started.</summary>
    public PixelWorker(Process process, TimeProvider time)
    {
        _process = process;
        _pipe = new WorkerPipe(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        _time = time;
        Id = process.Id;
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>What it said it can do; set by <see cref="GreetAsync"/>.</summary>
    public WorkerHello Hello { get; private set; }

    /// <summary>False once it was killed or died.</summary>
    public bool IsAlive => Volatile.Read(ref _end) == (int)WorkerEnd.None && !_process.HasExited;

    /// <summary>Waits for the first bytes of the worker.</summary>
    /// <returns>False when it died or said nothing in time; it is then dead.</returns>
    public async Task<bool> GreetAsync(TimeSpan timeout)
    {
        using var deadline = _time.CreateTimer(_ => Kill(WorkerEnd.Deadline), null, timeout, Timeout.InfiniteTimeSpan);
        if (await _pipe.GreetAsync() is { } hello)
        {
            Hello = hello;
            return true;
        }

        Kill(WorkerEnd.Nonsense);
        return false;
    }

    /// <summary>Calls back once when the process is gone.</summary>
    public async Task WhenGoneAsync(Action<PixelWorker> gone)
    {
        await _process.WaitForExitAsync();
        gone(this);
    }

    /// <summary>Streams the image to the worker and waits for its answer.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the worker is dead, since half a job cannot be taken back.</exception>
    public async Task<PixelReply> RunAsync(PixelJob job, ByteSource image, WorkerLimits limits, CancellationToken cancellationToken)
    {
        using var deadline = _time.CreateTimer(_ => Kill(WorkerEnd.Deadline), null, limits.Deadline, Timeout.InfiniteTimeSpan);
        using var memory = _time.CreateTimer(_ => CheckMemory(limits.ResidentBytes), null, MemoryCheckPeriod, MemoryCheckPeriod);
        using var caller = cancellationToken.UnsafeRegister(static worker => ((PixelWorker)worker!).Kill(WorkerEnd.Cancelled), this);
        var isAnswered = false;
        try
        {
            await _pipe.SendAsync(job, image);
            var reply = await _pipe.ReceiveAsync();
            isAnswered = reply.End == WorkerEnd.None;
            return isAnswered ? reply : PixelReply.Ended(await FindEndAsync(reply.End, cancellationToken));
        }
        catch (IOException)
        {
            return PixelReply.Ended(await FindEndAsync(WorkerEnd.Lost, cancellationToken));
        }
        finally
        {
            if (!isAnswered)
            {
                Kill(WorkerEnd.Lost);
            }
        }
    }

    /// <summary>Closes the pipe, which tells the worker to leave, and kills it when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        Interlocked.CompareExchange(ref _end, (int)WorkerEnd.Dismissed, (int)WorkerEnd.None);
        await _pipe.CloseInputAsync();
        await ExitAsync();
        lock (_gate)
        {
            _isDisposed = true;
            _process.Kill();
            _process.Dispose();
        }
    }

    private async Task<WorkerEnd> FindEndAsync(WorkerEnd seen, CancellationToken cancellationToken)
    {
        if (seen == WorkerEnd.Lost && Volatile.Read(ref _end) == (int)WorkerEnd.None)
        {
            // The pipe broke first: the process is gone or about to be.
            await ExitAsync();
            seen = _process.HasExited && WorkerExit.IsCrash(_process.ExitCode) ? WorkerEnd.Crashed : WorkerEnd.Lost;
        }

        Kill(seen);
        var end = (WorkerEnd)Volatile.Read(ref _end);
        return end == WorkerEnd.Cancelled ? throw new OperationCanceledException(cancellationToken) : end;
    }

    private async Task ExitAsync()
    {
        using var patience = new CancellationTokenSource(LeaveTime, _time);
        await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void CheckMemory(long limit)
    {
        if (ProcessMemory.ResidentBytes(Id) > limit)
        {
            Kill(WorkerEnd.Memory);
        }
    }

    // The first reason stands. The lock is for a timer that fires while the worker is being disposed.
    private void Kill(WorkerEnd end)
    {
        if (Interlocked.CompareExchange(ref _end, (int)end, (int)WorkerEnd.None) != (int)WorkerEnd.None)
        {
            return;
        }

        lock (_gate)
        {
            if (!_isDisposed)
            {
                _process.Kill();
            }
        }
    }
}
