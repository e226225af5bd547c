using System.Diagnostics;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Imaging.Workers;

namespace Iris.Gateway.Tests.Imaging;

/// <summary>Sends images the whole way through one worker and notes what broke a bound: time, memory, or the life of the worker.</summary>
internal sealed class HostileWatch : IAsyncDisposable
{
    /// <summary>Stated bound.</summary>
    public const long MostBytes = 300_000_000;

    // The stated bound is 2 s; ten times that, because other tests share the machine.
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);
    private static readonly RewriteTarget Target = new(ImageFormat.Jpeg, 1568, 1568, 90, 1_000_000);

    private readonly PixelWorkerPool _pool;
    private readonly int _processId;

    private HostileWatch(PixelWorkerPool pool, int processId)
    {
        _pool = pool;
        _processId = processId;
    }

    /// <summary>Names of what broke a bound, with how.</summary>
    public List<string> Broken { get; } = [];

    public static async Task<HostileWatch> StartAsync()
    {
        // The pool's own clock may not cut short what is measured here.
        var (pool, processId) = await WorkerPools.StartOneAsync(WorkerPools.Options with { DecodeTimeout = TimeSpan.FromSeconds(60) });
        return new(pool, processId);
    }

    public async Task<Outcome<RewrittenImage>> SendAsync(string name, byte[] bytes)
    {
        WorkerMemory.ResetPeak(_processId);
        var start = Stopwatch.GetTimestamp();
        var outcome = await WholePath.RewriteAsync(_pool, bytes, Target);
        var took = Stopwatch.GetElapsedTime(start);
        if (!_pool.Crew.IdleProcesses.Contains(_processId))
        {
            throw new InvalidOperationException($"{name} ended the worker.");
        }

        var peak = WorkerMemory.PeakBytes(_processId);
        if (took > MostTime || peak > MostBytes || outcome.Error is { Row.Status: not 400 and not 413 })
        {
            Broken.Add($"{name}: {outcome.Error?.Reason ?? "accepted"}, {took.TotalSeconds:0.0} s, {peak / 1_000_000} MB");
        }

        return outcome;
    }

    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
