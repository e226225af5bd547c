using System.Text.Json.Serialization;

namespace Iris.Discovery.Probes;

/// <summary>Readers for what servers answer, generated at build time. Fields that are not named here are passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OllamaTags))]
[JsonSerializable(typeof(OllamaQuestion))]
[JsonSerializable(typeof(OllamaShow))]
[JsonSerializable(typeof(LmStudioModels))]
[JsonSerializable(typeof(LlamaCppProps))]
[JsonSerializable(typeof(OpenAiModels))]
internal sealed partial class ProbeJson : JsonSerializerContext;
