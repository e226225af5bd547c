namespace Iris.Core.Model;

/// <summary>A request in Iris's own form. Texts and images stay in the body that they arrived in.</summary>
/// <remarks>Immutable once read.</remarks>
public sealed record ChatRequest
{
    /// <summary>The dialect that the caller speaks, for instance <c>chat-completions</c>.</summary>
    public required string Dialect { get; init; }

    /// <summary>The model as the caller wrote it, or null for the default model.</summary>
    public string? Model { get; init; }

    /// <summary>OpenRouter's <c>models</c>: tried in this order after <see cref="Model"/>.</summary>
    public IReadOnlyList<string> FallbackModels { get; init; } = [];

    /// <summary>All models that the request names, in its order; empty when it leaves the choice to Iris.</summary>
    public IReadOnlyList<string> NamedModels => string.IsNullOrWhiteSpace(Model) ? FallbackModels : [Model, .. FallbackModels];

    /// <summary>True when the caller wants server-sent events.</summary>
    public bool Stream { get; init; }

    /// <summary><c>max_completion_tokens</c> or <c>max_tokens</c>, or null.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>The longest answer that the request could be understood to ask for, in tokens of one choice, or null: what a budget has to hold.</summary>
    public long? LongestAnswer { get; init; }

    /// <summary>How many answers are asked for (<c>n</c>).</summary>
    public int Choices { get; init; } = 1;

    /// <summary>The conversation.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>All images in the order of the request.</summary>
    public required IReadOnlyList<ImageBlock> Images { get; init; }

    /// <summary>How the request wants its images treated (<c>iris.images</c>).</summary>
    public ImagePreferences ImagePreferences { get; init; } = ImagePreferences.None;

    /// <summary>True when the answer shall tell what was done to each image (<c>iris.report</c>).</summary>
    public bool WantsReport { get; init; }

    /// <summary>The reader's notes for the writer of the same dialect, or null.</summary>
    public IWireLayout? Layout { get; init; }

    /// <summary>Body bytes that are not image strings: no text of the prompt is longer.</summary>
    public long TextBytes { get; init; }

    /// <summary>UTF-8 bytes that the model is given to read besides images: texts of the messages, tool declarations, schemas.</summary>
    public long PromptBytes { get; init; }
}
