using Iris.Core.Model;

namespace Iris.Core.Images;

/// <summary>What a rewritten image has to be.</summary>
/// <param name="Format">PNG, JPEG or WebP.</param>
/// <param name="MaxEdge">Longest side in pixels; <see cref="int.MaxValue"/> keeps the size.</param>
/// <param name="Quality">1 to 100 for JPEG and WebP; ignored for PNG.</param>
public sealed record RewriteTarget(ImageFormat Format, int MaxEdge, int Quality);
