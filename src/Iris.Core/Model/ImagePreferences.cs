namespace Iris.Core.Model;

/// <summary>How images are to be treated: from the configuration, overridden by the key's, overridden by the request's (<c>iris.images</c>). Null leaves the choice to the next. A preference, no enforcement: who sends the request has the last word.</summary>
/// <param name="Policy">Adapt or refuse.</param>
/// <param name="MaxTokensPerImage">An image that costs more is shrunk to the largest size of the same shape that costs at most this; 1 to <see cref="MostTokensPerImage"/>.</param>
/// <param name="Detail">Replaces the detail of every image.</param>
public sealed record ImagePreferences(ImagePolicy? Policy = null, long? MaxTokensPerImage = null, ImageDetail? Detail = null)
{
    /// <summary>The largest number that <see cref="MaxTokensPerImage"/> may be told: beyond what any model takes for a whole request.</summary>
    public const int MostTokensPerImage = 1_000_000;

    /// <summary>Nothing is said.</summary>
    public static ImagePreferences None { get; } = new();

    /// <summary>These, and where they say nothing those.</summary>
    public ImagePreferences Over(ImagePreferences other)
        => new(Policy ?? other.Policy, MaxTokensPerImage ?? other.MaxTokensPerImage, Detail ?? other.Detail);
}
