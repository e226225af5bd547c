namespace Iris.Commands;

/// <summary>What <c>iris fit</c> asks for beside the pictures.</summary>
/// <param name="Models">Empty to compare all that see.</param>
/// <param name="Policy"><c>adapt</c>, <c>strict</c>, or null for the gateway's.</param>
/// <param name="MaxTokensPerImage">Null for no limit.</param>
/// <param name="Detail">A word of <c>detail</c>, or null.</param>
internal sealed record FitWishes(IReadOnlyList<string> Models, string? Policy, int? MaxTokensPerImage, string? Detail);
