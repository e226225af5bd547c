namespace Iris.Core.Model;

/// <summary>What a rewritten image has to be. A value: two equal targets of the same bytes give the same image.</summary>
/// <param name="Format">PNG, JPEG or WebP. Alpha is kept in PNG and WebP, and laid on white in JPEG.</param>
/// <param name="Width">Widest result in pixels, upright. The image is fitted into this box and never enlarged.</param>
/// <param name="Height">Highest result in pixels, upright.</param>
/// <param name="Quality">Best quality to begin with, 1 to 100, for JPEG and WebP; PNG ignores it.</param>
/// <param name="MaxBytes">Most bytes of the encoded file, or null. Quality is searched downwards, then the size, until it fits.</param>
public sealed record RewriteTarget(ImageFormat Format, int Width, int Height, int Quality, long? MaxBytes);
