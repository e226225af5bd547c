namespace Iris.Core.Providers.Profiles;

/// <summary>A vendor in <c>providers.json</c>.</summary>
internal sealed record ProfileRow
{
    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    public Uri? BaseUrl { get; init; }

    public IReadOnlyList<string>? KeyVariables { get; init; }

    public Dictionary<string, Uri>? KeyBaseUrls { get; init; }

    public string? BaseUrlVariable { get; init; }

    public required string Limits { get; init; }

    public bool? FetchesUrls { get; init; }

    public bool? KeepsRouterFields { get; init; }

    public bool? TakesStreamOptions { get; init; }

    public string? MaxTokensField { get; init; }

    public int? LocalPort { get; init; }

    public string? DiscoveryPath { get; init; }

    public ProviderProfile ToProfile() => new()
    {
        Name = Name,
        DisplayName = DisplayName,
        BaseUrl = BaseUrl,
        KeyVariables = KeyVariables ?? [],
        KeyBaseUrls = KeyBaseUrls ?? [],
        BaseUrlVariable = BaseUrlVariable,
        LimitsProfile = Limits,
        FetchesUrls = FetchesUrls ?? false,
        KeepsRouterFields = KeepsRouterFields ?? false,
        TakesStreamOptions = TakesStreamOptions ?? true,
        MaxTokensField = MaxTokensField ?? "max_tokens",
        LocalPort = LocalPort,
        DiscoveryPath = DiscoveryPath,
    };
}
