using Iris.Core.Model;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>What a provider of this wire wants written differently.</summary>
/// <param name="UpstreamModel">The model's name in the provider's words.</param>
/// <param name="KeepsRouterFields">True when the provider is a router itself and understands <c>provider</c>, <c>models</c> and their like.</param>
/// <param name="TakesStreamOptions">True when a stream may be asked for its usage.</param>
/// <param name="MaxTokensField"><c>max_tokens</c> or <c>max_completion_tokens</c>.</param>
/// <param name="Detail">Replaces the detail of every image; null leaves each as the caller wrote it.</param>
public sealed record ChatWriteOptions(string UpstreamModel, bool KeepsRouterFields, bool TakesStreamOptions, string MaxTokensField, ImageDetail? Detail = null);
