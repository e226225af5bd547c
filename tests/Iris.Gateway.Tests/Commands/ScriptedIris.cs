using System.Net;

namespace Iris.Gateway.Tests.Commands;

/// <summary>A server on loopback that answers as one test wants, to see what a command makes of it.</summary>
internal sealed class ScriptedIris : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ScriptedIris(WebApplication application) => _application = application;

    public Uri Address => new(_application.Urls.First());

    public string? SeenAuthorization { get; private set; }

    public static async Task<ScriptedIris> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var scripted = new ScriptedIris(application);
        application.MapGet("/health/live", () => "ok");
        application.MapFallback(context =>
        {
            scripted.SeenAuthorization = context.Request.Headers.Authorization;
            return answer(context);
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return scripted;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
