using System.Text.Json;

namespace Iris.Discovery.Probes;

/// <summary><c>/api/tags</c>.</summary>
internal sealed record OllamaTags(IReadOnlyList<OllamaTag>? Models);

/// <summary>One model of it.</summary>
internal sealed record OllamaTag(string? Name);

/// <summary>The body of <c>/api/show</c>.</summary>
internal sealed record OllamaQuestion(string Model);

/// <summary>The answer of <c>/api/show</c>.</summary>
internal sealed record OllamaShow(IReadOnlyList<string>? Capabilities, Dictionary<string, JsonElement>? ModelInfo);
