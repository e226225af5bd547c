using Microsoft.Extensions.Logging;

namespace Iris.Imaging.Caching;

/// <summary>Log lines of the cache, ids 3200 to 3299 (next free: 3201).</summary>
internal static partial class CacheLog
{
    /// <summary>Once in the life of the process.</summary>
    [LoggerMessage(3200, LogLevel.Warning, "The cache in {Folder} cannot be used as it should ({Cause}); Iris goes on without it where it fails, and says so only once")]
    public static partial void DiskFails(ILogger logger, string folder, string cause);
}
