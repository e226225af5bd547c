using Iris.Configuration;
using Iris.Core.Accounting;
using Iris.Core.Catalogue;
using Iris.Core.Dialects.ChatCompletions;
using Iris.Core.Model;
using Iris.Core.Pipeline;
using Iris.Discovery;
using Iris.Imaging.Workers;
using Iris.LocalVision;
using Iris.Storage;

namespace Iris.Hosting;

/// <summary>A running gateway. Disposing stops it: streams in flight may end, then the ledger is written out.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly IReadOnlyList<object> _owned;

    private GatewayHost(WebApplication application, IReadOnlyList<object> owned, IReadOnlyList<string> lines)
    {
        _application = application;
        _owned = owned;
        StartupLines = lines;
        Address = new Uri(application.Urls.First());
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>What was found at start, for people: one line a provider, without any key.</summary>
    public IReadOnlyList<string> StartupLines { get; }

    /// <summary>Starts and returns once it answers.</summary>
    /// <exception cref="ConfigurationException">The configuration has mistakes.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<GatewayHost> StartAsync(GatewayHostOptions options, CancellationToken cancellationToken)
    {
        var catalogue = ModelCatalogue.LoadEmbedded();
        var settings = await ConfigurationFile.ReadAsync(options, catalogue, cancellationToken);
        var builder = CreateBuilder(options, settings);
        var logs = LoggerFactory.Create(options.ConfigureLogging);
        var parts = new GatewayParts(settings, options.Time, logs);

        // Disposed last to first: the ledger goes last, when nobody can write to it any more.
        var ledger = OpenLedger(options, settings, logs);
        var workers = new PixelWorkerPool(options.PixelWorkers, options.Time, logs.CreateLogger<PixelWorkerPool>());
        var fetcher = parts.CreateFetcher();
        var upstream = parts.CreateUpstreamHttp();
        List<object> owned = [logs, ledger, workers, fetcher, upstream];

        var warming = options.WarmsUp ? workers.WarmUpAsync(cancellationToken) : Task.FromResult<GatewayError?>(null);
        var found = await DiscoverAsync(options, settings, catalogue, cancellationToken);
        var providers = found.Connections.Select(connection => parts.CreateProvider(connection, upstream)).Append(new LocalVisionProvider(workers));
        var keys = new KeyRing(options.ApiKeys.Distinct(StringComparer.Ordinal).Select(key => ApiKey.FromText(key)));
        var pipeline = parts.CreatePipeline(keys, found.Directory, [.. providers], fetcher, workers, ledger);

        var dialect = new ChatCompletionsDialect();
        var application = builder.Build();
        var ready = false;
        application.UseErrorShape(dialect);
        application.UseRouting();
        application.MapHealth(() => ready);
        application.MapCallerRoutes(
            new ChatEndpoint(pipeline, dialect, new RequestsInFlight(settings.Limits.RequestsInFlight), options.Time),
            new ModelsEndpoint(new Authenticator(keys), found.Directory, parts.States, dialect));
        var warmUp = new WarmUp();
        warmUp.Map(application, parts, upstream, workers, dialect, () => new Uri(application.Urls.First()));
        await application.StartAsync(cancellationToken);
        if (options.WarmsUp)
        {
            await warmUp.RunAsync(new Uri(application.Urls.First()), upstream, options.Time, cancellationToken);
        }

        List<string> lines = [.. found.Lines];
        if (await warming is { } trouble)
        {
            lines.Add($"pixels: {trouble.Message}");
        }

        lines.Add($"default model: {found.Directory.DefaultModel}");
        ready = true;
        return new GatewayHost(application, owned, lines);
    }

    /// <summary>Returns when the process is asked to end.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _application.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Disposing alone would cut the streams in flight off; stopping lets them end, for as long as the host's shutdown timeout.
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        foreach (var part in _owned.Reverse())
        {
            if (part is IAsyncDisposable patient)
            {
                await patient.DisposeAsync();
            }
            else if (part is IDisposable quick)
            {
                quick.Dispose();
            }
        }
    }

    private static WebApplicationBuilder CreateBuilder(GatewayHostOptions options, IrisOptions settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "iris" });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<Microsoft.AspNetCore.Connections.IMemoryPoolFactory<byte>, LargeBlockMemoryPoolFactory>();
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true).UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(options.Address ?? settings.Listen.Address, options.Port ?? settings.Listen.Port);
        });
        return builder;
    }

    private static IRequestLedger OpenLedger(GatewayHostOptions options, IrisOptions settings, ILoggerFactory logs)
        => settings.Storage.Engine == StorageEngine.Sqlite
            ? SqliteRequestLedger.Open(options.DataPath, logs.CreateLogger<SqliteRequestLedger>(), time: options.Time)
            : new UnwrittenLedger();

    /// <summary>Finds the providers that a gateway with these options would use.</summary>
    internal static async Task<DiscoveryResult> DiscoverAsync(GatewayHostOptions options, IrisOptions settings, ModelCatalogue catalogue, CancellationToken cancellationToken)
    {
        using var http = ProviderDiscovery.CreateHttp();
        var servers = options.LooksForLocalServers ? ProviderDiscovery.UsualServers : new Dictionary<string, Uri>();
        var discovery = new ProviderDiscovery(http, servers, ProviderDiscovery.UsualDeadline, options.Time);
        var embedded = LocalVisionProvider.CreateEndpoint(catalogue.Limits(settings.Images.LimitsProfile ?? "io.net"));
        return await discovery.DiscoverAsync(settings, catalogue, options.Environment, [embedded], cancellationToken);
    }
}
