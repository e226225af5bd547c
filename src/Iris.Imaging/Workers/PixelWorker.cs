using System.Buffers;
using System.Diagnostics;
using Iris.Core.Wire;
using Iris.Imaging.Vips;

namespace Iris.Imaging.Workers;

/// <summary>One worker process as the gateway sees it. One job at a time; the crew sees to that.</summary>
/// <remarks>Whatever goes wrong ends in the death of the process, which ends every pending read and write: nothing else is needed to get free.</remarks>
internal sealed class PixelWorker : IAsyncDisposable
{
    private const int ChunkSize = 64 * 1024;
    private const long MaxPayload = PixelCaps.MaxPixels * 4;
    private static readonly TimeSpan MemoryCheckPeriod = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly TimeProvider _time;
    private int _end;

    /// <summary>Wraps a process that was just started.</summary>
    public PixelWorker(Process process, TimeProvider time)
    {
        _process = process;
        _input = process.StandardInput.BaseStream;
        _output = process.StandardOutput.BaseStream;
        _time = time;
        Id = process.Id;
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>What it said it can do; set by <see cref="GreetAsync"/>.</summary>
    public WorkerHello Hello { get; private set; }

    /// <summary>False once it was killed or died.</summary>
    public bool IsAlive => _end == (int)WorkerEnd.None && !_process.HasExited;

    /// <summary>Waits for the first bytes of the worker.</summary>
    /// <returns>False when it died or said nothing in time; it is then dead.</returns>
    public async Task<bool> GreetAsync(TimeSpan timeout)
    {
        using var deadline = _time.CreateTimer(_ => Kill(WorkerEnd.Deadline), null, timeout, Timeout.InfiniteTimeSpan);
        var bytes = new byte[WorkerHello.Length];
        var read = await _output.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read == bytes.Length && WorkerHello.TryRead(bytes, out var hello))
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
            await SendAsync(job, image);
            var reply = await ReceiveAsync();
            isAnswered = reply.End == WorkerEnd.None;
            return isAnswered ? reply : PixelReply.Ended(await FindEndAsync(cancellationToken));
        }
        catch (IOException)
        {
            return PixelReply.Ended(await FindEndAsync(cancellationToken));
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
        await _input.DisposeAsync();
        using var patience = new CancellationTokenSource(LeaveTime, _time);
        await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Kill();
        await _output.DisposeAsync();
        _process.Dispose();
    }

    private async Task SendAsync(PixelJob job, ByteSource image)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            job.Write(chunk);
            var filled = PixelJob.HeadLength;
            for (long offset = 0; offset < job.Length;)
            {
                var want = (int)Math.Min(chunk.Length - filled, job.Length - offset);
                var read = image.Read(offset, chunk.AsSpan(filled, want));
                if (read == 0)
                {
                    throw new EndOfStreamException("The image is shorter than its length.");
                }

                offset += read;
                await _input.WriteAsync(chunk.AsMemory(0, filled + read));
                filled = 0;
            }

            await _input.FlushAsync();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private async Task<PixelReply> ReceiveAsync()
    {
        var head = new byte[PixelAnswer.HeadLength];
        var read = await _output.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false);
        if (read < head.Length)
        {
            return PixelReply.Ended(WorkerEnd.Lost);
        }

        if (!PixelAnswer.TryRead(head, out var answer) || answer.Length is < 0 or > MaxPayload)
        {
            Kill(WorkerEnd.Nonsense);
            return PixelReply.Ended(WorkerEnd.Nonsense);
        }

        var payload = GC.AllocateUninitializedArray<byte>((int)answer.Length);
        await _output.ReadExactlyAsync(payload);
        return new PixelReply(WorkerEnd.None, answer, payload);
    }

    private async Task<WorkerEnd> FindEndAsync(CancellationToken cancellationToken)
    {
        if (_end == (int)WorkerEnd.None)
        {
            // The pipe broke first: the process is gone or about to be.
            using var patience = new CancellationTokenSource(LeaveTime, _time);
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Kill(_process.HasExited && WorkerExit.IsCrash(_process.ExitCode) ? WorkerEnd.Crashed : WorkerEnd.Lost);
        }

        var end = (WorkerEnd)_end;
        return end == WorkerEnd.Cancelled ? throw new OperationCanceledException(cancellationToken) : end;
    }

    private void CheckMemory(long limit)
    {
        if (ProcessMemory.ResidentBytes(Id) > limit)
        {
            Kill(WorkerEnd.Memory);
        }
    }

    // The first reason stands.
    private void Kill(WorkerEnd end)
    {
        if (Interlocked.CompareExchange(ref _end, (int)end, (int)WorkerEnd.None) == (int)WorkerEnd.None)
        {
            _process.Kill();
        }
    }
}
