using System.Text.Json;
using Iris.Core.Catalogue;
using Iris.Core.Catalogue.Formulas;
using Iris.Core.Tests.Catalogue;

namespace Iris.Core.Tests.Images.Tokens;

/// <summary>The rules of the vectors: those of the catalogue, older numbers of the vendors, and models that the catalogue has no endpoint of.</summary>
internal static class TokenRules
{
    private static readonly Lazy<ModelCatalogue> Catalogue = new(ModelCatalogue.LoadEmbedded);

    private static readonly Dictionary<string, string> Json = new(StringComparer.Ordinal)
    {
        ["1536 patches, not multiplied"] = Patches("1"),
        ["gpt-4.1-mini, older guide"] = Patches("1.62"),
        ["gpt-5-mini, older guide"] = Patches("1.62"),
        ["gemma3 with pan and scan"] = """{"id":"fixed_per_tile","params":{"tokens":256,"pan_and_scan":{"min_ratio":1.2,"min_crop_px":256,"max_crops":4}},"status":"CODE"}""",
        ["qwen2.5-vl, high resolution asked for"] = """{"id":"qwen_smart_resize","params":{"factor":28,"min_tokens":4,"max_tokens":16384,"extra":2},"status":"CODE"}""",
        ["kimi-k3"] = """{"id":"kimi_moonvit","params":{"patch":14,"merge":2,"in_patch_limit":65536,"side_limit":512},"status":"CODE"}""",
        ["llama-3.2 billed by sides"] = """{"id":"llama32_tile1601","params":{"tile":560,"max_tiles":4,"tokens_per_tile":1601,"bill":"sides"},"status":"DOCUMENTED"}""",
        ["internvl"] = """{"id":"internvl_tile448","params":{"tile":448,"min_tiles":1,"max_tiles":12,"tokens_per_tile":256,"thumbnail":true},"status":"CODE"}""",
        ["phi-3.5-vision"] = """{"id":"phi35v","params":{"size":336,"grid":12,"num_crops":16},"status":"INFERRED"}""",
        ["deepseek-ocr small"] = """{"id":"deepseek_ocr","params":{"tokens":100},"status":"DOCUMENTED"}""",
        ["deepseek-ocr gundam"] = """{"id":"deepseek_ocr","params":{"tile_px":640,"tile_grid":10,"base_grid":16,"min_tiles":2,"max_tiles":6},"status":"CODE"}""",
        ["deepseek-vl2"] = """{"id":"deepseek_vl2","params":{"tile":384,"grid":14,"max_tiles":9},"status":"CODE"}""",
        ["patch grid"] = """{"id":"patch_grid","params":{"patch":32,"max_edge":1024},"status":"DOCUMENTED"}""",
    };

    /// <summary>The names here, and one endpoint for each different rule of the catalogue.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Json.Keys,
        .. CatalogueNames(),
    ];

    /// <summary>A rule by its name.</summary>
    public static TokenFormula Find(string name)
    {
        if (Json.TryGetValue(name, out var json))
        {
            return Read(json);
        }

        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return Catalogue.Value.EndpointsOf(name[..colon]).Single(endpoint => endpoint.UpstreamModel == name[(colon + 1)..]).TokenFormula.ShouldNotBeNull(name);
    }

    public static TokenFormula Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return TokenFormulaReader.Read(document.RootElement);
    }

    private static IEnumerable<string> CatalogueNames() => Profiles()
        .SelectMany(Catalogue.Value.EndpointsOf)
        .Where(endpoint => endpoint.TokenFormula is not null)
        .DistinctBy(endpoint => endpoint.TokenFormula! with { Status = null })
        .Select(endpoint => $"{endpoint.Profile}:{endpoint.UpstreamModel}");

    private static IEnumerable<string> Profiles() =>
        EmbeddedFile.Read("Catalogue.models.json").GetProperty("endpoints").EnumerateArray().Select(row => row.GetProperty("profile").GetString()!).Distinct();

    private static string Patches(string multiplier) =>
        """{"id":"openai_patch","params":{"patch_px":32,"multiplier":""" + multiplier
        + ""","low":{"max_dim":2048,"budget":1536},"high":{"max_dim":2048,"budget":1536},"original":null,"auto":"high"},"status":"DOCUMENTED"}""";
}
