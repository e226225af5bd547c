using System.Net;

namespace Iris.Hosting;

/// <summary>A running gateway. Scaffold: health only, until the pipeline is joined in.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private GatewayHost(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>What was found at start, for people.</summary>
    public IReadOnlyList<string> StartupLines { get; } = [];

    /// <summary>Starts and returns once it answers.</summary>
    public static async Task<GatewayHost> StartAsync(GatewayHostOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(options.Address ?? IPAddress.Loopback, options.Port ?? 4747));
        var application = builder.Build();
        application.MapGet("/health/live", () => "ok");
        application.MapGet("/health/ready", () => "ok");
        await application.StartAsync(cancellationToken);
        return new GatewayHost(application, new Uri(application.Urls.First()));
    }

    /// <summary>Returns when the process is asked to end.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _application.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
