namespace Iris.Discovery.Probes;

/// <summary>Asks any server of the OpenAI wire for <c>models</c>; nothing there says which of them see.</summary>
internal static class OpenAiModelsProbe
{
    /// <summary>Asks.</summary>
    /// <param name="client">The server.</param>
    /// <param name="owner">What <c>owned_by</c> must say, so that another program on the same port is not taken for it; null for any.</param>
    /// <param name="cancellationToken">The deadline.</param>
    public static async Task<IReadOnlyList<FoundModel>?> AskAsync(ProbeClient client, string? owner, CancellationToken cancellationToken)
    {
        var listed = await client.GetAsync(new Uri(client.BaseUrl, "models"), ProbeJson.Default.OpenAiModels, cancellationToken);
        if (listed?.Data is not { } models || (owner is not null && !models.Any(model => model.OwnedBy == owner)))
        {
            return null;
        }

        return [.. models.Where(model => model.Id is not null).Select(model => new FoundModel(model.Id!, null, model.MaxModelLen))];
    }
}
