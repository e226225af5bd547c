namespace Iris.Core.Model;

/// <summary>A range of the request body in bytes: the body's images and texts stay where they arrived.</summary>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="Length">Bytes.</param>
public readonly record struct BodyRange(long Start, long Length)
{
    /// <summary>Offset after the last byte.</summary>
    public long End => Start + Length;
}
