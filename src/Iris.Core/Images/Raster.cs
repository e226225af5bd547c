namespace Iris.Core.Images;

/// <summary>Upright sRGB pixels, 8 bit, four bands (RGBA, not premultiplied), rows without padding.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Rgba">Exactly <c>Width × Height × 4</c> bytes.</param>
public sealed record Raster(int Width, int Height, ReadOnlyMemory<byte> Rgba);
