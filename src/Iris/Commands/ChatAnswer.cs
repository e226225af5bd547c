using System.Text.Json.Serialization;

namespace Iris.Commands;

/// <summary>What a command reads of a chat completion, whole or one chunk of it, or of the error that came instead.</summary>
internal sealed record ChatAnswer
{
    /// <summary>The model that answered.</summary>
    public string? Model { get; init; }

    /// <summary>Who ran it.</summary>
    public string? Provider { get; init; }

    /// <summary>The text; empty in the chunk that carries the usage.</summary>
    public IReadOnlyList<ChatAnswerChoice>? Choices { get; init; }

    /// <summary>Once, at the end.</summary>
    public ChatAnswerUsage? Usage { get; init; }

    /// <summary>Set when the request failed, even after the answer had begun.</summary>
    public ChatAnswerError? Error { get; init; }
}

/// <summary>One choice: <see cref="Message"/> in a whole answer, <see cref="Delta"/> in a chunk.</summary>
internal sealed record ChatAnswerChoice(ChatAnswerText? Message, ChatAnswerText? Delta, [property: JsonPropertyName("finish_reason")] string? FinishReason);

/// <summary>Text of an answer.</summary>
internal sealed record ChatAnswerText(string? Content);

/// <summary>Counts of one answer; the cost in US dollars where it is known.</summary>
internal sealed record ChatAnswerUsage(
    [property: JsonPropertyName("prompt_tokens")] long PromptTokens,
    [property: JsonPropertyName("completion_tokens")] long CompletionTokens,
    decimal? Cost);

/// <summary>The error object of every dialect that this gateway's own commands use.</summary>
internal sealed record ChatAnswerError(string? Message, string? Param, ChatAnswerErrorMetadata? Metadata);

/// <summary>The words that tell errors apart.</summary>
internal sealed record ChatAnswerErrorMetadata(
    string? Reason,
    [property: JsonPropertyName("vision_models")] IReadOnlyList<string>? VisionModels);
