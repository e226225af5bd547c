namespace Iris.Core.Images;

/// <summary>Tokens that images are taken to cost before a provider has told, for the worst-case reservation.</summary>
/// <remarks>
/// Provisional until the catalogue brings each model's own formula: one number that lies at or above what the common
/// formulas give for an image of about 1.2 megapixels. An answer without a provider's usage reports it, marked as estimated.
/// </remarks>
public static class ImageTokenEstimate
{
    /// <summary>Tokens of one image when no formula is known.</summary>
    public const int PerImage = 1_600;

    /// <summary>Tokens of all images of a request.</summary>
    public static long Of(int images) => (long)images * PerImage;
}
