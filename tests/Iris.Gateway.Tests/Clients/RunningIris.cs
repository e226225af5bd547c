using Iris.Gateway.Tests.Commands;
using Iris.Gateway.Tests.DataFolder;

namespace Iris.Gateway.Tests.Clients;

/// <summary>Iris as a child process with a scripted provider behind it, for one test class.</summary>
public sealed class RunningIris : IAsyncLifetime
{
    internal const string Key = "sk-iris-key-of-the-client-tests";
    internal const string Seeing = "gpt-4o";
    internal const string TextOnly = "gpt-3.5-turbo";

    private readonly TemporaryFolder _temporary = new();
    private IrisProcess? _process;
    private ScriptedProvider? _provider;

    internal ScriptedProvider Provider => _provider.ShouldNotBeNull();

    internal Uri Address => _process.ShouldNotBeNull().Address.ShouldNotBeNull();

    public async ValueTask InitializeAsync()
    {
        _provider = await ScriptedProvider.StartAsync();
        var configuration = _temporary.File("iris.yaml");
        await File.WriteAllTextAsync(configuration, $$"""
            default_model: {{Seeing}}
            providers:
              scripted:
                base_url: {{_provider.BaseAddress}}
                api_key: ${PROVIDER_KEY}
                models: [{{Seeing}}, {{TextOnly}}, {{ScriptedProvider.Failing}}, {{ScriptedProvider.Limited}}]
            """);
        _process = IrisProcess.Start(
            new Dictionary<string, string>
            {
                ["IRIS_DATA"] = _temporary.Path,
                ["IRIS_PORT"] = "0",
                ["IRIS_CONFIG"] = configuration,
                ["IRIS_API_KEY"] = Key,
                ["PROVIDER_KEY"] = ScriptedProvider.Key,
            },
            "serve");
        await _process.ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process?.Dispose();
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }

        _temporary.Dispose();
    }
}
