using System.Text.Json;
using Iris.Core.Catalogue.Embedded;

namespace Iris.Core.Providers.Profiles;

/// <summary>Reads a vendor of <c>providers.json</c>.</summary>
internal static class ProfileReader
{
    public static ProviderProfile Read(JsonElement row) => new()
    {
        Name = row.Text("name"),
        DisplayName = row.Text("display_name"),
        BaseUrl = row.OptionalText("base_url") is { } url ? new Uri(url) : null,
        KeyVariables = row.OptionalTexts("key_variables") ?? [],
        KeyBaseUrls = ReadKeyBaseUrls(row),
        BaseUrlVariable = row.OptionalText("base_url_variable"),
        LimitsProfile = row.Text("limits"),
        FetchesUrls = row.GetProperty("fetches_urls").GetBoolean(),
        KeepsRouterFields = row.Flag("keeps_router_fields", otherwise: false),
        TakesStreamOptions = row.Flag("takes_stream_options", otherwise: true),
        MaxTokensField = row.OptionalText("max_tokens_field") ?? "max_tokens",
        LocalPort = row.OptionalInt("local_port"),
        DiscoveryPath = row.OptionalText("discovery_path"),
    };

    private static Dictionary<string, Uri> ReadKeyBaseUrls(JsonElement row)
    {
        var urls = new Dictionary<string, Uri>(StringComparer.Ordinal);
        if (row.TryGetProperty("key_base_urls", out var listed))
        {
            foreach (var url in listed.EnumerateObject())
            {
                urls.Add(url.Name, new Uri(url.Value.GetString()!));
            }
        }

        return urls;
    }
}
