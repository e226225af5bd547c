using Iris.Imaging.Workers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Iris.Gateway.Tests.Imaging;

/// <summary>Real pools over the built program.</summary>
internal static class WorkerPools
{
    /// <summary>The <c>iris</c> that the build put beside the tests.</summary>
    public static PixelWorkerCommand Command { get; } = new(Path.Combine(AppContext.BaseDirectory, "iris"), [PixelWorkerCommand.Verb]);

    public static PixelWorkerOptions Options { get; } = new() { Command = Command, Workers = 2 };

    public static PixelWorkerPool Start() => Start(Options);

    public static PixelWorkerPool Start(PixelWorkerOptions options) => new(options, TimeProvider.System, NullLogger<PixelWorkerPool>.Instance);

    /// <summary>One worker, warm, so that its process is known.</summary>
    public static async Task<(PixelWorkerPool Pool, int ProcessId)> StartOneAsync(PixelWorkerOptions? options = null)
    {
        var pool = Start((options ?? Options) with { Workers = 1 });
        (await pool.WarmUpAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
        return (pool, pool.Crew.IdleProcesses.ShouldHaveSingleItem());
    }
}
