namespace Iris.Discovery.Probes;

/// <summary>Asks llama.cpp's server: <c>/props</c> tells what it is and whether it sees, <c>/v1/models</c> the names (llama.cpp tools/server/README.md).</summary>
internal static class LlamaCppProbe
{
    public static async Task<IReadOnlyList<FoundModel>?> AskAsync(ProbeClient client, CancellationToken cancellationToken)
    {
        var props = await client.GetAsync(new Uri(client.Root, "props"), ProbeJson.Default.LlamaCppProps, cancellationToken);
        if (props is null or { Modalities: null, ModelPath: null, BuildInfo: null })
        {
            return null;
        }

        var listed = await client.GetAsync(new Uri(client.BaseUrl, "models"), ProbeJson.Default.OpenAiModels, cancellationToken);
        return listed?.Data is not { } models
            ? null
            : [.. models.Where(model => model.Id is not null).Select(model => new FoundModel(model.Id!, props.Modalities?.Vision, model.Meta?.NCtxTrain))];
    }
}
