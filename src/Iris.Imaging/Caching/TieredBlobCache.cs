using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Iris.Imaging.Caching;

/// <summary>Keeps blobs by name: in memory, then on disk, each bounded, the longest unused leave first.</summary>
/// <remarks>
/// Blobs are plain arrays that nobody changes and no pool takes back, so that any number of requests may read one while it
/// leaves the cache. Whatever must not meet must differ in name: a tenant, above all. Safe for concurrent use.
/// </remarks>
public sealed class TieredBlobCache : IAsyncDisposable
{
    private readonly MemoryTier? _memory;
    private readonly DiskTier? _disk;

    /// <summary>Opens the cache. What lies on disk is found in the background; until then it is read, but not counted.</summary>
    /// <param name="options">Bounds.</param>
    /// <param name="log">Where a fault of the disk goes, once; nowhere when null.</param>
    public TieredBlobCache(BlobCacheOptions options, ILogger<TieredBlobCache>? log = null)
    {
        _memory = options.MemoryBytes > 0 ? new MemoryTier(options.MemoryBytes) : null;
        _disk = options is { DiskBytes: > 0, Folder: { } folder } ? new DiskTier(folder, options.DiskBytes, log ?? (ILogger)NullLogger.Instance) : null;
    }

    /// <summary>False when nothing is ever kept.</summary>
    public bool Keeps => _memory is not null || _disk is not null;

    /// <summary>Bytes in memory.</summary>
    internal long MemoryBytes => _memory?.Bytes ?? 0;

    /// <summary>Bytes on disk, as far as they are known.</summary>
    internal long DiskBytes => _disk?.Bytes ?? 0;

    /// <summary>Completes when what lies on disk is known.</summary>
    internal Task Scanned => _disk?.Scanned ?? Task.CompletedTask;

    /// <summary>Looks in memory only.</summary>
    internal byte[]? Peek(BlobKey key) => _memory is not null && _memory.TryGet(key, out var bytes) ? bytes : null;

    /// <summary>Looks in memory, then on disk; what lies on disk comes to memory.</summary>
    /// <returns>The blob, which nobody may change, or null.</returns>
    internal async ValueTask<byte[]?> GetAsync(BlobKey key, CancellationToken cancellationToken)
    {
        if (Peek(key) is { } kept)
        {
            return kept;
        }

        var read = _disk is null ? null : await _disk.ReadAsync(key, cancellationToken);
        if (read is not null)
        {
            _memory?.Set(key, read);
        }

        return read;
    }

    /// <summary>Keeps a blob in place of what had its name.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="bytes">Handed over: nobody changes it any more.</param>
    internal void Set(BlobKey key, byte[] bytes)
    {
        _memory?.Set(key, bytes);
        _disk?.Write(key, bytes, replace: true);
    }

    /// <summary>Keeps a blob whose name follows from its content: what has that name already is the same.</summary>
    internal void Add(BlobKey key, byte[] bytes)
    {
        if (_memory is not null && !_memory.TryGet(key, out _))
        {
            _memory.Set(key, bytes);
        }

        _disk?.Write(key, bytes, replace: false);
    }

    /// <summary>Forgets a blob.</summary>
    internal void Remove(BlobKey key)
    {
        _memory?.Remove(key);
        _disk?.Remove(key);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _disk?.DisposeAsync() ?? ValueTask.CompletedTask;
}
