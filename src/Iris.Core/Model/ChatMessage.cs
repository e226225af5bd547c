namespace Iris.Core.Model;

/// <summary>One message with its ordered blocks.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Blocks">In the caller's order; empty for an assistant message that only calls tools.</param>
public sealed record ChatMessage(ChatRole Role, IReadOnlyList<ContentBlock> Blocks);
