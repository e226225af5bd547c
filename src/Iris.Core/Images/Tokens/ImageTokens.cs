using Iris.Core.Catalogue;
using Iris.Core.Catalogue.Formulas;
using Iris.Core.Model;

namespace Iris.Core.Images.Tokens;

/// <summary>Counts image tokens by each vendor's own rule. Pure; safe for concurrent use.</summary>
/// <remarks>The rules, the models that they hold for and their sources: <c>docs/tokens.md</c>.</remarks>
public static class ImageTokens
{
    /// <summary>Tokens of one image as the provider would count it.</summary>
    /// <param name="formula">The endpoint's rule, or null when nobody knows it: then one careful number.</param>
    /// <param name="width">Pixels, upright.</param>
    /// <param name="height">Pixels, upright.</param>
    /// <param name="detail">As asked for; what <see cref="ImageDetail.Auto"/> means is the rule's affair.</param>
    public static ImageTokenCount Count(TokenFormula? formula, int width, int height, ImageDetail detail)
    {
        var known = formula ?? UnknownFormula.Careful;
        return new ImageTokenCount(Tokens(known, new PixelSize(Math.Max(1, width), Math.Max(1, height)), detail), known.IsEstimated);
    }

    /// <summary>The most that any image can cost: what is held for an image that only the provider will see.</summary>
    /// <remarks>Any image that <see cref="HardCaps.Default"/> lets through; up to 4 096 px that is any shape. A bound, not always met.</remarks>
    public static ImageTokenCount Most(TokenFormula? formula, ImageDetail detail)
    {
        var known = formula ?? UnknownFormula.Careful;
        return new ImageTokenCount(MostTokens(known, detail), known.IsEstimated);
    }

    /// <summary>The largest size, of the same shape and no larger than the image, that costs at most <paramref name="maxTokens"/>.</summary>
    /// <remarks>
    /// The shape of a size is that of <see cref="PixelSize.WithLongEdge"/>. Sizes with a longer side above <see cref="HardCaps.MaxEdge"/> are not
    /// looked at. No rule grows steadily with the size (tiles, budgets, prices by shape), so every longer side is tried from the top:
    /// up to 16 384 counts, a millisecond. Whoever fits many images shares an <see cref="EdgeSearch"/> among them.
    /// </remarks>
    /// <returns>Null when no size does.</returns>
    public static (int Width, int Height)? LargestWithin(TokenFormula? formula, int width, int height, ImageDetail detail, long maxTokens)
    {
        var known = formula ?? UnknownFormula.Careful;
        var whole = new PixelSize(Math.Max(1, width), Math.Max(1, height));
        if (Tokens(known, whole, detail) <= maxTokens)
        {
            return (whole.Width, whole.Height);
        }

        if (LeastTokens.Of(known, detail) > maxTokens)
        {
            return null;
        }

        var edge = new EdgeSearch().Largest(whole.LongEdge - 1, 1, edge => Tokens(known, whole.WithLongEdge(edge), detail) <= maxTokens);
        return edge > 0 && whole.WithLongEdge(edge) is var size ? (size.Width, size.Height) : null;
    }

    /// <summary>What any image costs at least. A bound, not always met.</summary>
    internal static long Least(TokenFormula? formula, ImageDetail detail) => LeastTokens.Of(formula ?? UnknownFormula.Careful, detail);

    private static long Tokens(TokenFormula formula, PixelSize size, ImageDetail detail) => formula switch
    {
        OpenAiTileFormula f => OpenAiTileTokens.Count(f, size, detail),
        OpenAiPatchFormula f => OpenAiPatchTokens.Count(f, size, detail),
        Anthropic28Formula f => Anthropic28Tokens.Count(f, size),
        Anthropic750Formula f => Anthropic750Tokens.Count(f, size),
        GeminiTile258Formula f => GeminiTile258Tokens.Count(f, size),
        Gemini25BudgetFormula f => Gemini25BudgetTokens.Count(f, size, detail),
        Gemini3BudgetFormula f => Gemini3BudgetTokens.Count(f, detail),
        Gemma4BudgetFormula f => f.Tokens,
        FixedPerTileFormula f => FixedPerTileTokens.Count(f, size),
        MistralGridFormula f => MistralGridTokens.Count(f, size),
        QwenSmartResizeFormula f => SmartResizeTokens.Count(f, size),
        Glm4vSmartResizeFormula f => SmartResizeTokens.Count(f, size),
        KimiMoonVitFormula f => KimiMoonVitTokens.Count(f, size),
        PatchGridFormula f => PatchGridTokens.Count(f, size),
        CohereTile512Formula f => CohereTile512Tokens.Count(f, size, detail),
        Llama32Tile1601Formula f => Llama32Tile1601Tokens.Count(f, size),
        Llama4Tile336Formula f => Llama4Tile336Tokens.Count(f, size),
        InternVlTile448Formula f => InternVlTile448Tokens.Count(f, size),
        Phi4MmFormula f => Phi4MmTokens.Count(f, size),
        Phi35VFormula f => Phi35VTokens.Count(f, size),
        DeepSeekVl2Formula f => DeepSeekVl2Tokens.Count(f, size),
        DeepSeekOcrFormula f => DeepSeekOcrTokens.Count(f, size),
        FixedFormula f => f.Tokens,
        FixedCapFormula f => f.MaxTokens,
        UnknownFormula f => f.Tokens,
        _ => throw NoCount(formula),
    };

    private static long MostTokens(TokenFormula formula, ImageDetail detail) => formula switch
    {
        OpenAiTileFormula f => OpenAiTileTokens.Most(f, detail),
        OpenAiPatchFormula f => OpenAiPatchTokens.Most(f, detail),
        Anthropic28Formula f => f.MaxTokens,
        Anthropic750Formula f => f.MaxTokens,
        GeminiTile258Formula f => GeminiTile258Tokens.Most(f),
        Gemini25BudgetFormula f => Gemini25BudgetTokens.Most(f, detail),
        Gemini3BudgetFormula f => Gemini3BudgetTokens.Count(f, detail),
        Gemma4BudgetFormula f => f.Tokens,
        FixedPerTileFormula f => FixedPerTileTokens.Most(f),
        MistralGridFormula f => MistralGridTokens.Most(f),
        QwenSmartResizeFormula f => SmartResizeTokens.Most(f),
        Glm4vSmartResizeFormula f => SmartResizeTokens.Most(f),
        KimiMoonVitFormula f => KimiMoonVitTokens.Most(f),
        PatchGridFormula f => PatchGridTokens.Most(f),
        CohereTile512Formula f => CohereTile512Tokens.Most(f, detail),
        Llama32Tile1601Formula f => Llama32Tile1601Tokens.Most(f),
        Llama4Tile336Formula f => Llama4Tile336Tokens.Most(f),
        InternVlTile448Formula f => InternVlTile448Tokens.Most(f),
        Phi4MmFormula f => Phi4MmTokens.Most(f),
        Phi35VFormula f => Phi35VTokens.Most(f),
        DeepSeekVl2Formula f => DeepSeekVl2Tokens.Most(f),
        DeepSeekOcrFormula f => DeepSeekOcrTokens.Most(f),
        FixedFormula f => f.Tokens,
        FixedCapFormula f => f.MaxTokens,
        UnknownFormula f => f.Tokens,
        _ => throw NoCount(formula),
    };

    private static InvalidOperationException NoCount(TokenFormula formula) => new($"the rule '{formula.Id}' has no count");
}
