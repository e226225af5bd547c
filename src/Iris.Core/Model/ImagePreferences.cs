namespace Iris.Core.Model;

/// <summary>How images are to be treated: from the configuration, overridden by the key's, overridden by the request's (<c>iris.images</c>). Null leaves the choice to the next.</summary>
/// <param name="Policy">Adapt or refuse.</param>
/// <param name="MaxTokensPerImage">An image that costs more is shrunk until it does not.</param>
/// <param name="Detail">Replaces the detail of every image.</param>
public sealed record ImagePreferences(ImagePolicy? Policy = null, long? MaxTokensPerImage = null, ImageDetail? Detail = null)
{
    /// <summary>Nothing is said.</summary>
    public static ImagePreferences None { get; } = new();

    /// <summary>These, and where they say nothing those.</summary>
    public ImagePreferences Over(ImagePreferences other)
        => new(Policy ?? other.Policy, MaxTokensPerImage ?? other.MaxTokensPerImage, Detail ?? other.Detail);
}
