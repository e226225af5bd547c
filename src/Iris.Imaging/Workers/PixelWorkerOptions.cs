namespace Iris.Imaging.Workers;

/// <summary>Settings of the worker pool. The defaults are the ones of the product.</summary>
public sealed record PixelWorkerOptions
{
    /// <summary>What to start; by default this program with the verb <c>pixel-worker</c>.</summary>
    public PixelWorkerCommand Command { get; init; } = PixelWorkerCommand.OfThisProcess();

    /// <summary>Worker processes; by default one a core.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Requests that may wait for each worker before further ones are refused; by default 4.</summary>
    public int QueuePerWorker { get; init; } = 4;

    /// <summary>Wall clock of one decode, from the first byte sent to the last byte received; then the worker is killed.</summary>
    public TimeSpan DecodeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The same for reading text.</summary>
    public TimeSpan ReadTextTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Time from the start of a process to its first answer.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>RLIMIT_DATA of a worker in bytes; the kernel refuses memory beyond it.</summary>
    public long DataLimitBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>Resident bytes at which the gateway kills a working worker.</summary>
    public long ResidentLimitBytes { get; init; } = 512L * 1024 * 1024;
}
