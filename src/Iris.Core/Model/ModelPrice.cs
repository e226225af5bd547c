namespace Iris.Core.Model;

/// <summary>What an endpoint charges, in nano-dollars per million tokens so that every published price is an integer.</summary>
/// <param name="InputPerMillion">Prompt tokens, images included.</param>
/// <param name="OutputPerMillion">Answer tokens.</param>
/// <param name="CachedInputPerMillion">Prompt tokens found in the provider's cache, or null when not cheaper.</param>
public sealed record ModelPrice(NanoDollars InputPerMillion, NanoDollars OutputPerMillion, NanoDollars? CachedInputPerMillion)
{
    /// <summary>Costs nothing.</summary>
    public static ModelPrice Free { get; } = new(NanoDollars.Zero, NanoDollars.Zero, null);
}
