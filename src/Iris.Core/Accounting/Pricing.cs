using Iris.Core.Model;

namespace Iris.Core.Accounting;

/// <summary>What tokens cost. Integers only, every step checked, the sum rounded up once to the next nano-dollar.</summary>
public static class Pricing
{
    private const long Million = 1_000_000;

    /// <summary>The cost of an answer.</summary>
    /// <param name="usage">Cached tokens above the prompt's count as the prompt's.</param>
    /// <param name="price">Per million tokens.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or a price is negative.</exception>
    /// <exception cref="OverflowException">More than <see cref="NanoDollars"/> can hold.</exception>
    public static NanoDollars CostOf(TokenUsage usage, ModelPrice price)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(usage.PromptTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(usage.CachedTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(usage.CompletionTokens);
        var cached = Math.Min(usage.CachedTokens, usage.PromptTokens);
        return Sum(
            (usage.PromptTokens - cached, price.InputPerMillion),
            (cached, price.CachedInputPerMillion ?? price.InputPerMillion),
            (usage.CompletionTokens, price.OutputPerMillion));
    }

    /// <summary>The most that a request can cost: the whole prompt at the dearer input price and the longest allowed answer.</summary>
    /// <param name="promptTokens">An estimate, images included.</param>
    /// <param name="maxTokens">The longest answer.</param>
    /// <param name="price">Per million tokens.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or a price is negative.</exception>
    /// <exception cref="OverflowException">More than <see cref="NanoDollars"/> can hold.</exception>
    public static NanoDollars WorstCase(long promptTokens, long maxTokens, ModelPrice price)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(promptTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokens);
        var input = price.CachedInputPerMillion is { } cached && cached > price.InputPerMillion ? cached : price.InputPerMillion;
        return Sum((promptTokens, input), (maxTokens, price.OutputPerMillion));
    }

    private static NanoDollars Sum(params ReadOnlySpan<(long Tokens, NanoDollars PerMillion)> parts)
    {
        var sum = Int128.Zero;
        foreach (var (tokens, perMillion) in parts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(perMillion.Value);
            sum = checked(sum + (Int128)tokens * perMillion.Value);
        }

        var (whole, rest) = Int128.DivRem(sum, Million);
        return new NanoDollars(checked((long)whole + (rest > 0 ? 1 : 0)));
    }
}
