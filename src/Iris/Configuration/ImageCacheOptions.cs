namespace Iris.Configuration;

/// <summary>What is kept of downloaded and of rewritten images.</summary>
internal sealed record ImageCacheOptions
{
    /// <summary>Bytes in memory; 0 for none.</summary>
    public long MemoryBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Bytes on disk, in the data folder; 0 for none.</summary>
    public long DiskBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>Bytes in memory of images that were rewritten for a model; 0 for none.</summary>
    public long RewrittenBytes { get; init; } = 64L * 1024 * 1024;
}
