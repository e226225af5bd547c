using Iris.Core.Providers.Profiles;

namespace Iris.Discovery.Probes;

/// <summary>Asks a server for its models in the way of its kind, within one short deadline.</summary>
internal sealed class ServerProbe(HttpMessageInvoker http, TimeSpan deadline, TimeProvider time)
{
    /// <summary>Asks.</summary>
    /// <returns>Null when nobody answers in time, or somebody else does.</returns>
    public async Task<IReadOnlyList<FoundModel>?> AskAsync(ProviderConnection connection, CancellationToken cancellationToken)
    {
        using var inTime = new CancellationTokenSource(deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(inTime.Token, cancellationToken);
        var client = new ProbeClient(http, connection);
        var found = await (connection.Profile.Name switch
        {
            "ollama" => OllamaProbe.AskAsync(client, either.Token),
            "lmstudio" => LmStudioProbe.AskAsync(client, either.Token),
            "llamacpp" => LlamaCppProbe.AskAsync(client, either.Token),
            "vllm" => OpenAiModelsProbe.AskAsync(client, "vllm", either.Token),
            _ => OpenAiModelsProbe.AskAsync(client, null, either.Token),
        });
        cancellationToken.ThrowIfCancellationRequested();
        return found;
    }
}
