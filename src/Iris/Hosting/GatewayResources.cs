using Iris.Configuration;
using Iris.Core.Accounting;
using Iris.Imaging.Caching;
using Iris.Imaging.Fetching;
using Iris.Imaging.Rewriting;
using Iris.Imaging.Workers;
using Iris.Storage;

namespace Iris.Hosting;

/// <summary>What a gateway holds of the outside world: files, processes, connections. Disposed when nobody can use it any more.</summary>
internal sealed class GatewayResources : IAsyncDisposable
{
    private readonly GuardedImageFetcher _origin;

    /// <summary>Opens everything but the workers, which start when they are warmed up or first needed.</summary>
    public GatewayResources(GatewayHostOptions options, IrisOptions settings)
    {
        Logs = LoggerFactory.Create(options.ConfigureLogging);
        Parts = new GatewayParts(settings, options.Time, Logs) { DefaultKey = options.ApiKeys.Count > 0 ? ApiKey.FromText(options.ApiKeys[0]).Id : null };
        Ledger = settings.Storage.Engine == StorageEngine.Sqlite
            ? SqliteRequestLedger.Open(Path.GetFullPath(settings.Storage.Path, options.DataPath), Logs.CreateLogger<SqliteRequestLedger>(), time: options.Time)
            : new UnwrittenLedger();
        Workers = new PixelWorkerPool(options.PixelWorkers, options.Time, Logs.CreateLogger<PixelWorkerPool>());
        Rewriters = new CachedPixelWorkers(Workers, settings.Images.Cache.RewrittenBytes);
        Cache = Parts.CreateCache(options.DataPath);
        _origin = Parts.CreateFetcher();
        Fetcher = new CachedImageFetcher(_origin, Cache, options.Time);
        Upstream = Parts.CreateUpstreamHttp();
    }

    /// <summary>The process's log.</summary>
    public ILoggerFactory Logs { get; }

    /// <summary>Joins the steps.</summary>
    public GatewayParts Parts { get; }

    /// <summary>One row a request.</summary>
    public IRequestLedger Ledger { get; }

    /// <summary>The processes that decode pixels.</summary>
    public PixelWorkerPool Workers { get; }

    /// <summary>The same, remembering what they made.</summary>
    public CachedPixelWorkers Rewriters { get; }

    /// <summary>Downloads images, each once where that is enough.</summary>
    public CachedImageFetcher Fetcher { get; }

    /// <summary>What is kept of images.</summary>
    public TieredBlobCache Cache { get; }

    /// <summary>Sends to providers.</summary>
    public HttpMessageInvoker Upstream { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Upstream.Dispose();
        _origin.Dispose();
        await Cache.DisposeAsync();
        Rewriters.Dispose();
        await Workers.DisposeAsync();
        if (Ledger is IAsyncDisposable ledger)
        {
            await ledger.DisposeAsync();
        }

        Logs.Dispose();
    }
}
