namespace Iris.Core.Images.Metadata;

/// <summary>A range of the original, or new bytes.</summary>
/// <param name="At">Offset in what is put together.</param>
/// <param name="Start">Offset in the original; 0 for new bytes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Literal">The new bytes, or null.</param>
internal readonly record struct Piece(long At, long Start, long Length, byte[]? Literal);
