namespace Iris.Discovery.Probes;

/// <summary><c>/v1/models</c>.</summary>
internal sealed record OpenAiModels(IReadOnlyList<OpenAiModel>? Data);

/// <summary>One model of it; the context length is vLLM's field, <c>meta</c> llama.cpp's.</summary>
internal sealed record OpenAiModel(string? Id, string? OwnedBy, int? MaxModelLen, OpenAiModelMeta? Meta);

/// <summary>What llama.cpp adds.</summary>
internal sealed record OpenAiModelMeta(int? NCtxTrain);
