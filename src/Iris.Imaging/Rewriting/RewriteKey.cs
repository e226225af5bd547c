using Iris.Core.Model;

namespace Iris.Imaging.Rewriting;

/// <summary>What a rewritten image depends on, and nothing else.</summary>
/// <param name="Content">The original's bytes.</param>
/// <param name="Format">What they were read as.</param>
/// <param name="Target">What was asked for.</param>
internal readonly record struct RewriteKey(ContentHash Content, ImageFormat Format, RewriteTarget Target);
