namespace Iris.Core.Model;

/// <summary>What one model would make of a request, without anything being sent.</summary>
/// <param name="Model">Its canonical name, or the caller's word for a model that nobody knows.</param>
/// <param name="Endpoint">The endpoint that would answer (<c>provider:upstream-model</c>), or null when there is none.</param>
/// <param name="IsAtHand">True when that endpoint is connected here, so that the request could be sent now.</param>
/// <param name="Refusal">Why the model does not take the request, or null when it does.</param>
/// <param name="Images">One for each image, in the order of the request; empty when the request was refused before they were planned.</param>
/// <param name="ImageTokens">Tokens of all images as they would be sent.</param>
/// <param name="PromptTokens">Images and text together; text by <see cref="TextTokenEstimate"/>.</param>
/// <param name="Cost">What the prompt would cost, or null when no price is known.</param>
public sealed record ModelEstimate(
    string Model,
    string? Endpoint,
    bool IsAtHand,
    GatewayError? Refusal,
    IReadOnlyList<ImageReport> Images,
    long ImageTokens,
    long PromptTokens,
    NanoDollars? Cost)
{
    /// <summary>True when a number is no certain one: there is text, which nobody counted, or an image whose count is estimated.</summary>
    public bool IsEstimated => PromptTokens > ImageTokens || Images.Any(image => image.IsEstimated);
}
