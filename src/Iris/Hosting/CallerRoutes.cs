namespace Iris.Hosting;

/// <summary>The prefixes under which every caller route is served: <c>/v1</c> (OpenAI, Infron, Siraya), <c>/api/v1</c> (OpenRouter, io.net), none (AI/ML API).</summary>
internal static class CallerRoutes
{
    /// <summary>In the order in which documentation names them.</summary>
    public static IReadOnlyList<string> Prefixes { get; } = ["/v1", "/api/v1", ""];
}
