using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.Imaging.Workers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Iris.PixelBench;

/// <summary>Iris: to a warm worker process over its pipe, and back.</summary>
internal sealed class WorkerContender : IContender
{
    private static readonly RewriteTarget Target = new(ImageFormat.Jpeg, Assignment.Edge, Assignment.Edge, Assignment.Quality, null);

    private readonly PixelWorkerPool _pool;
    private readonly int _worker;
    private Picture? _picture;
    private ImageFacts _facts;

    private WorkerContender(PixelWorkerPool pool)
    {
        _pool = pool;
        _worker = pool.Crew.IdleProcesses.Single();
    }

    public string Name => "Iris: warm worker process";

    /// <summary>Starts one worker of the program.</summary>
    /// <exception cref="LoadBench.LoadBenchException">It does not start.</exception>
    public static async Task<WorkerContender> StartAsync(string program)
    {
        var options = new PixelWorkerOptions { Command = new PixelWorkerCommand(program, [PixelWorkerCommand.Verb]), Workers = 1 };
        var pool = new PixelWorkerPool(options, TimeProvider.System, NullLogger<PixelWorkerPool>.Instance);
        return await pool.WarmUpAsync(CancellationToken.None) is { } error
            ? throw new LoadBench.LoadBenchException(error.Message)
            : new WorkerContender(pool);
    }

    public void Load(Picture picture)
    {
        _picture = picture;
        _facts = ImageFactsReader.Read(new MemoryByteSource(picture.Jpeg)).Value;
    }

    public async Task<long> RunAsync()
    {
        var outcome = await _pool.RewriteAsync(new MemoryByteSource(_picture!.Jpeg), _facts, Target, CancellationToken.None);
        return outcome.Value.Bytes.Length;
    }

    public TimeSpan CpuTime() => ProcessCpu.OfThis() + ProcessCpu.Of(_worker);

    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
