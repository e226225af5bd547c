namespace Iris.Discovery.Probes;

/// <summary><c>/props</c>; a server started without <c>--mmproj</c> has no vision.</summary>
internal sealed record LlamaCppProps(LlamaCppModalities? Modalities, string? ModelPath, string? BuildInfo);

/// <summary>What the loaded model takes.</summary>
internal sealed record LlamaCppModalities(bool? Vision);
