using Iris.Configuration;
using Iris.Core.Accounting;
using Iris.Core.Catalogue;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Pipeline;
using Iris.Core.Providers;
using Iris.Core.Providers.OpenAiWire;
using Iris.Core.Providers.Profiles;
using Iris.Core.Routing;
using Iris.Core.Wire;
using Iris.Imaging.Caching;
using Iris.Imaging.Fetching;

namespace Iris.Hosting;

/// <summary>Puts the nine steps together. One place, plain constructors.</summary>
/// <param name="options">The checked configuration.</param>
/// <param name="time">The clock.</param>
/// <param name="logs">For every part's log.</param>
internal sealed class GatewayParts(IrisOptions options, TimeProvider time, ILoggerFactory logs)
{
    private const long KeptBodyBytes = 512L * 1024 * 1024;

    private const string DefaultKeyName = "default";

    /// <summary>The key of the data folder, which the configuration calls <c>default</c>; null when there is none.</summary>
    public KeyId? DefaultKey { get; init; }

    /// <summary>The clock of all parts.</summary>
    public TimeProvider Time => time;

    /// <summary>The health of every endpoint.</summary>
    public EndpointStates States { get; } = new(time);

    /// <summary>Memory of request bodies.</summary>
    public BlockPool Blocks { get; } = new(Math.Min(KeptBodyBytes, options.Limits.BytesInFlight));

    /// <summary>The bound on bodies in flight.</summary>
    public BytesInFlightGate BytesInFlight { get; } = new(options.Limits.BytesInFlight);

    /// <summary>Joins the steps.</summary>
    /// <param name="keys">Who may ask.</param>
    /// <param name="directory">What can be asked.</param>
    /// <param name="outside">What the steps reach.</param>
    public GatewayPipelines CreatePipelines(IKeyRing keys, LiveDirectory directory, GatewayOutside outside)
    {
        var selector = new EndpointSelector(directory, States);
        var intake = new Intake(new Authenticator(keys), CreateReader(), selector, CreateLocator(outside.Fetcher));
        var planner = new CandidatePlanner(selector, States, CreateTreatment(outside.Workers));
        var settlement = new Settlement(CreateBudgets(outside.Ledger), outside.Ledger, logs.CreateLogger<Settlement>(), time);
        var relay = new AnswerRelay(options.Limits.StatusHold, time);
        var attempts = new AttemptRunner(planner, new ImageFitter(outside.Workers), new ProviderRegistry(outside.Providers), relay, time);
        return new GatewayPipelines(
            new GatewayPipeline(intake, planner, attempts, settlement),
            new EstimatePipeline(new Estimator(intake, directory, planner), settlement));
    }

    /// <summary>The fetcher of remote images.</summary>
    public GuardedImageFetcher CreateFetcher()
    {
        var fetch = options.Images.Fetch;
        return new GuardedImageFetcher(
            new ImageFetchOptions { Allow = fetch.Allow, Contact = fetch.Contact, MaxBytes = fetch.MaxBytes, Timeout = fetch.Timeout },
            time,
            logs.CreateLogger<GuardedImageFetcher>());
    }

    /// <summary>What is kept of images between requests.</summary>
    /// <param name="dataPath">The data folder.</param>
    public TieredBlobCache CreateCache(string dataPath) => new(
        new BlobCacheOptions
        {
            MemoryBytes = options.Images.Cache.MemoryBytes,
            DiskBytes = options.Images.Cache.DiskBytes,
            Folder = Path.Combine(Path.GetFullPath(dataPath), "cache", "images"),
        },
        logs.CreateLogger<TieredBlobCache>());

    /// <summary>The client for all providers.</summary>
    public HttpMessageInvoker CreateUpstreamHttp() => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.Limits.UpstreamConnect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 64,
            ActivityHeadersPropagator = null,
        },
        disposeHandler: true);

    /// <summary>A provider of the OpenAI wire.</summary>
    public IProvider CreateProvider(ProviderConnection connection, HttpMessageInvoker http)
    {
        var timeouts = new UpstreamTimeouts(options.Limits.UpstreamFirstByte, options.Limits.UpstreamIdle, options.Limits.UpstreamTotal);
        return new OpenAiWireProvider(connection, http, timeouts, time);
    }

    private RequestReader CreateReader() => new(Blocks, BytesInFlight, new RequestReaderOptions(options.Limits.BodyBytes));

    private ImageLocator CreateLocator(IImageFetcher fetcher) => new(fetcher, new ImageLocatorOptions { Pool = Blocks, MaxFetchedBytes = options.Limits.BodyBytes, MaxFetchTime = options.Images.Fetch.TotalTimeout, Time = time });

    private ImageTreatment CreateTreatment(IPixelWorkers workers)
    {
        var keys = new Dictionary<KeyId, ImagePreferences>();
        foreach (var (name, preferences) in options.KeyImages)
        {
            var key = name == DefaultKeyName && DefaultKey is { } own ? own : new KeyId(name);
            keys[key] = preferences;
        }

        return new ImageTreatment(options.Images.Preferences, options.Images.StripMetadata, keys) { CannotDecode = workers.CannotDecode };
    }

    private BudgetBook CreateBudgets(IRequestLedger ledger)
    {
        var limit = options.Limits.DefaultKeyBudgetUsd is { } dollars ? NanoDollars.FromDollars(dollars) : (NanoDollars?)null;
        return new BudgetBook(new Dictionary<KeyId, NanoDollars?>(), limit, ledger.SpentAtOpen);
    }
}
