using Iris.Core.Model;

namespace Iris.Core.Images;

/// <summary>An image encoded anew: upright, without metadata.</summary>
/// <param name="Format">PNG, JPEG or WebP.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Bytes">The encoded image.</param>
public sealed record RewrittenImage(ImageFormat Format, int Width, int Height, ReadOnlyMemory<byte> Bytes);
