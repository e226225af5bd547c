namespace Iris.Discovery.Probes;

/// <summary>Asks LM Studio: <c>/api/v0/models</c> names the type of each model, <c>vlm</c> for those that see (lmstudio.ai docs, REST API v0).</summary>
internal static class LmStudioProbe
{
    public static async Task<IReadOnlyList<FoundModel>?> AskAsync(ProbeClient client, CancellationToken cancellationToken)
    {
        var listed = await client.GetAsync(new Uri(client.Root, "api/v0/models"), ProbeJson.Default.LmStudioModels, cancellationToken);
        return listed?.Data is not { } models
            ? null
            :
            [
                .. models
                    .Where(model => model is { Id: not null, Type: "llm" or "vlm" })
                    .Select(model => new FoundModel(model.Id!, model.Type == "vlm", model.MaxContextLength)),
            ];
    }
}
