namespace Iris.Core.Model;

/// <summary>Tokens of one answer. All counts are at least zero.</summary>
public sealed record TokenUsage
{
    /// <summary>Tokens of the prompt, images included.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>Tokens of the answer.</summary>
    public required long CompletionTokens { get; init; }

    /// <summary>The part of the prompt that images cost, or null when nobody told.</summary>
    public long? ImageTokens { get; init; }

    /// <summary>The part of the prompt that the provider had cached.</summary>
    public long CachedTokens { get; init; }

    /// <summary>The part of the answer that was reasoning.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>True when Iris counted because the provider sent no usage.</summary>
    public bool Estimated { get; init; }

    /// <summary>Prompt and answer together.</summary>
    public long TotalTokens => PromptTokens + CompletionTokens;
}
