namespace Iris.Discovery.Probes;

/// <summary><c>/api/v0/models</c>.</summary>
internal sealed record LmStudioModels(IReadOnlyList<LmStudioModel>? Data);

/// <summary>One model of it; the type is <c>llm</c>, <c>vlm</c> or <c>embeddings</c>.</summary>
internal sealed record LmStudioModel(string? Id, string? Type, int? MaxContextLength);
