using Iris.Core.Model;

namespace Iris.Core.Images;

/// <summary>An image encoded anew: upright, 8-bit sRGB, without metadata.</summary>
/// <param name="Format">PNG, JPEG or WebP.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Quality">The quality that was found, 1 to 100; 100 for PNG.</param>
/// <param name="Bytes">The encoded image.</param>
public sealed record RewrittenImage(ImageFormat Format, int Width, int Height, int Quality, ReadOnlyMemory<byte> Bytes);
