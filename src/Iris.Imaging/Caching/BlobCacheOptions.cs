namespace Iris.Imaging.Caching;

/// <summary>How much a cache keeps, and where.</summary>
public sealed record BlobCacheOptions
{
    /// <summary>Bytes in memory; 0 for none.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Bytes on disk; 0 for none.</summary>
    public long DiskBytes { get; init; }

    /// <summary>Where files lie; made when it is first needed. Null for none.</summary>
    public string? Folder { get; init; }
}
