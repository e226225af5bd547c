using System.Text.Json.Serialization;

namespace Iris.Commands;

/// <summary>What a command reads of <c>GET /v1/models</c>.</summary>
internal sealed record ModelsAnswer(IReadOnlyList<ListedModel>? Data);

/// <summary>One model. Prices are decimal strings in US dollars a token.</summary>
internal sealed record ListedModel(
    string Id,
    [property: JsonPropertyName("context_length")] long? ContextLength,
    ListedArchitecture? Architecture,
    ListedPricing? Pricing);

/// <summary>What a model takes and gives.</summary>
internal sealed record ListedArchitecture([property: JsonPropertyName("input_modalities")] IReadOnlyList<string>? InputModalities);

/// <summary>Prices of a model.</summary>
internal sealed record ListedPricing(string? Prompt, string? Completion);
