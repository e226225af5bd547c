namespace Iris.Core.Model;

/// <summary>Usage with its price, as the answer tells it.</summary>
/// <param name="Tokens">Tokens.</param>
/// <param name="PromptCost">What the prompt cost, or null when no price is known.</param>
/// <param name="CompletionCost">What the answer cost, or null when no price is known.</param>
public sealed record AnswerUsage(TokenUsage Tokens, NanoDollars? PromptCost, NanoDollars? CompletionCost)
{
    /// <summary>Both together; zero when no price is known.</summary>
    public NanoDollars Cost => (PromptCost ?? NanoDollars.Zero) + (CompletionCost ?? NanoDollars.Zero);
}
