namespace Iris.Core.Model;

/// <summary>What was, or would be, done to one image for one endpoint. Holds no content, no URL.</summary>
/// <param name="Part">The path of the image in the request, for instance <c>messages[0].content[1].image_url.url</c>.</param>
/// <param name="From">As it came; null when only its URL is known.</param>
/// <param name="To">As it is sent; <see cref="ImageSide.Bytes"/> is null while it is not made yet. Null when only its URL is known.</param>
/// <param name="Steps">In the order of doing; never empty.</param>
/// <param name="TokensBefore">What the provider would count for the original.</param>
/// <param name="TokensAfter">What it counts for what is sent.</param>
public sealed record ImageReport(
    string Part,
    ImageSide? From,
    ImageSide? To,
    IReadOnlyList<FitStep> Steps,
    ImageTokenCount TokensBefore,
    ImageTokenCount TokensAfter)
{
    /// <summary>True when one of both counts is estimated.</summary>
    public bool IsEstimated => TokensBefore.IsEstimated || TokensAfter.IsEstimated;
}

/// <summary>An image before or after.</summary>
/// <param name="Format">By its bytes.</param>
/// <param name="Width">Pixels, upright.</param>
/// <param name="Height">Pixels, upright.</param>
/// <param name="Bytes">Of the file, not of base64; null when not known yet.</param>
public sealed record ImageSide(ImageFormat Format, int Width, int Height, long? Bytes);
