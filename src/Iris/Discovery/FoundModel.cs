namespace Iris.Discovery;

/// <summary>A model that a server says it has.</summary>
/// <param name="Name">In the server's words.</param>
/// <param name="SeesImages">Null when it does not say.</param>
/// <param name="ContextLength">Tokens, or null when it does not say.</param>
internal sealed record FoundModel(string Name, bool? SeesImages, int? ContextLength);
