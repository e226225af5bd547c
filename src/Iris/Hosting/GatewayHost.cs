using Iris.Configuration;
using Iris.Core.Accounting;
using Iris.Core.Catalogue;
using Iris.Core.Dialects.ChatCompletions;
using Iris.Core.Model;
using Iris.Core.Pipeline;
using Iris.Core.Providers.Profiles;
using Iris.Discovery;
using Iris.LocalVision;
using Microsoft.Extensions.Logging.Abstractions;

namespace Iris.Hosting;

/// <summary>A running gateway. Disposing stops it: streams in flight may end, then the ledger is written out.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly GatewayResources _resources;
    private readonly CatalogueReload _reload;

    private GatewayHost(WebApplication application, GatewayResources resources, CatalogueReload reload, IReadOnlyList<string> lines)
    {
        _application = application;
        _resources = resources;
        _reload = reload;
        StartupLines = lines;
        Address = new Uri(application.Urls.First());
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>What was found at start, for people: one line a provider, without any key.</summary>
    public IReadOnlyList<string> StartupLines { get; }

    /// <summary>Starts and returns once it answers.</summary>
    /// <exception cref="ConfigurationException">The configuration, or a file of the operator's catalogue, has mistakes.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<GatewayHost> StartAsync(GatewayHostOptions options, CancellationToken cancellationToken)
    {
        var catalogue = CatalogueFolder.Read(options);
        var settings = await ConfigurationFile.ReadAsync(options, catalogue, cancellationToken);
        var builder = CreateBuilder(options, settings);
        var resources = new GatewayResources(options, settings);
        try
        {
            return await StartAsync(options, settings, catalogue, builder, resources, cancellationToken);
        }
        catch
        {
            await resources.DisposeAsync();
            throw;
        }
    }

    private static async Task<GatewayHost> StartAsync(
        GatewayHostOptions options,
        IrisOptions settings,
        ModelCatalogue catalogue,
        WebApplicationBuilder builder,
        GatewayResources resources,
        CancellationToken cancellationToken)
    {
        var warming = options.WarmsUp ? resources.Workers.WarmUpAsync(cancellationToken) : Task.FromResult<GatewayError?>(null);
        var found = await DiscoverAsync(options, settings, catalogue, cancellationToken);
        var application = builder.Build();
        var isReady = false;
        var live = new LiveDirectory(found.Directory);
        var warmUp = MapRoutes(application, options, settings, found.Connections, live, resources, () => isReady);
        await application.StartAsync(cancellationToken);
        if (options.WarmsUp)
        {
            await warmUp.RunAsync(new Uri(application.Urls.First()), resources.Upstream, options.Time, cancellationToken);
        }

        var trouble = await warming;
        isReady = true;
        var reload = new CatalogueReload(options, settings, found, live, resources.Logs.CreateLogger<CatalogueReload>());
        return new GatewayHost(application, resources, reload, [.. Lines(found, trouble)]);
    }

    private static WarmUp MapRoutes(
        WebApplication application,
        GatewayHostOptions options,
        IrisOptions settings,
        IReadOnlyList<ProviderConnection> connections,
        LiveDirectory live,
        GatewayResources resources,
        Func<bool> isReady)
    {
        var parts = resources.Parts;
        var dialect = new ChatCompletionsDialect();
        var providers = connections.Select(connection => parts.CreateProvider(connection, resources.Upstream)).Append(new LocalVisionProvider(resources.Workers));
        var keys = new KeyRing(options.ApiKeys.Distinct(StringComparer.Ordinal).Select(key => ApiKey.FromText(key)));
        var pipelines = parts.CreatePipelines(keys, live, new GatewayOutside([.. providers], resources.Fetcher, resources.Rewriters, resources.Ledger));
        var calls = new CallFactory(dialect, options.Time);
        var inFlight = new RequestsInFlight(settings.Limits.RequestsInFlight);
        application.UseErrorShape(dialect);
        application.UseRouting();
        application.MapHealth(isReady);
        application.MapCallerRoutes(
            new ChatEndpoint(pipelines.Chat, calls, inFlight),
            new EstimateEndpoint(pipelines.Estimate, calls, inFlight),
            new ModelsEndpoint(new Authenticator(keys), live, parts.States, dialect));

        // Parts of its own: the warm-up leaves no line in the log.
        var warmUp = new WarmUp();
        var warmParts = new GatewayParts(settings, options.Time, NullLoggerFactory.Instance);
        warmUp.Map(application, warmParts, resources.Upstream, resources.Workers, dialect, () => new Uri(application.Urls.First()));
        return warmUp;
    }

    private static IEnumerable<string> Lines(DiscoveryResult found, GatewayError? pixels)
    {
        foreach (var line in found.Lines)
        {
            yield return line;
        }

        if (pixels is not null)
        {
            yield return $"pixels: {pixels.Message}";
        }

        yield return $"default model: {found.Directory.DefaultModel}";
        if (found.Connections.Count == 0)
        {
            yield return "no provider found: set a key such as OPENAI_API_KEY, or start a local vision server such as Ollama, and start Iris again";
        }
    }

    /// <summary>Reads the operator's catalogue files anew and lists the models of the providers at hand again. With any mistake everything stays as it is.</summary>
    /// <returns>All mistakes, which are also in the log; none when the new catalogue is in use.</returns>
    public Task<IReadOnlyList<CatalogueMistake>> ReloadAsync() => _reload.RunAsync();

    /// <summary>Returns when the process is asked to end.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _application.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Disposing alone would cut the streams in flight off; stopping lets them end, for as long as the host's shutdown timeout.
        await _reload.DisposeAsync();
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        await _resources.DisposeAsync();
    }

    private static WebApplicationBuilder CreateBuilder(GatewayHostOptions options, IrisOptions settings)
    {
        SocketTuning.Apply();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "iris" });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<Microsoft.AspNetCore.Connections.IMemoryPoolFactory<byte>, LargeBlockMemoryPoolFactory>();
        builder.WebHost.UseSockets(SocketTuning.Configure).UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(options.Address ?? settings.Listen.Address, options.Port ?? settings.Listen.Port);
        });
        return builder;
    }

    /// <summary>Finds the providers that a gateway with these options would use.</summary>
    internal static async Task<DiscoveryResult> DiscoverAsync(GatewayHostOptions options, IrisOptions settings, ModelCatalogue catalogue, CancellationToken cancellationToken)
    {
        using var http = ProviderDiscovery.CreateHttp();
        return await CreateDiscovery(options, http).DiscoverAsync(settings, catalogue, options.Environment, Embedded(settings, catalogue), cancellationToken);
    }

    /// <summary>Lists the models of the providers that were found before, with another catalogue.</summary>
    internal static async Task<DiscoveryResult> RelistAsync(
        GatewayHostOptions options,
        IrisOptions settings,
        DiscoveryResult earlier,
        ModelCatalogue catalogue,
        CancellationToken cancellationToken)
    {
        using var http = ProviderDiscovery.CreateHttp();
        return await CreateDiscovery(options, http).RelistAsync(earlier, settings, catalogue, Embedded(settings, catalogue), cancellationToken);
    }

    private static ProviderDiscovery CreateDiscovery(GatewayHostOptions options, HttpMessageInvoker http) =>
        new(http, options.LooksForLocalServers ? ProviderDiscovery.UsualServers : new Dictionary<string, Uri>(), ProviderDiscovery.UsualDeadline, options.Time);

    private static IReadOnlyList<Iris.Core.Catalogue.Endpoint> Embedded(IrisOptions settings, ModelCatalogue catalogue) =>
        [LocalVisionProvider.CreateEndpoint(catalogue.Limits(settings.Images.LimitsProfile ?? "io.net"))];
}
