using System.Text.Json;

namespace Iris.Discovery.Probes;

/// <summary>Asks Ollama: <c>/api/tags</c> for the models, <c>/api/show</c> for what each can do (ollama docs/api.md, 2026-08-21).</summary>
internal static class OllamaProbe
{
    private const int MostModels = 200;
    private const int AtOnce = 8;

    public static async Task<IReadOnlyList<FoundModel>?> AskAsync(ProbeClient client, CancellationToken cancellationToken)
    {
        var tags = await client.GetAsync(new Uri(client.Root, "api/tags"), ProbeJson.Default.OllamaTags, cancellationToken);
        if (tags?.Models is not { } listed)
        {
            return null;
        }

        var names = listed.Select(tag => tag.Name).OfType<string>().Take(MostModels).ToArray();
        var models = new FoundModel?[names.Length];
        await Parallel.ForAsync(
            0,
            names.Length,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (index, _) => models[index] = await ShowAsync(client, names[index], cancellationToken));
        return [.. models.OfType<FoundModel>()];
    }

    // Null for models that only embed. Old servers, and those that are too slow, do not say what a model can do.
    private static async Task<FoundModel?> ShowAsync(ProbeClient client, string name, CancellationToken cancellationToken)
    {
        var shown = await client.PostAsync(
            new Uri(client.Root, "api/show"), new OllamaQuestion(name), ProbeJson.Default.OllamaQuestion, ProbeJson.Default.OllamaShow, cancellationToken);
        if (shown?.Capabilities is not { } capabilities)
        {
            return new FoundModel(name, null, ContextLength(shown));
        }

        return capabilities.Contains("embedding") && !capabilities.Contains("completion")
            ? null
            : new FoundModel(name, capabilities.Contains("vision"), ContextLength(shown));
    }

    private static int? ContextLength(OllamaShow? shown)
    {
        foreach (var (key, value) in shown?.ModelInfo ?? [])
        {
            if (key.EndsWith(".context_length", StringComparison.Ordinal) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var tokens))
            {
                return tokens;
            }
        }

        return null;
    }
}
