namespace Iris.Core.Wire;

/// <summary>A JSON string that the skeleton leaves out because it is long: almost always an image.</summary>
/// <param name="SkeletonOffset">Where its content would stand in the skeleton: the offset of its closing quote there.</param>
/// <param name="BodyStart">Where its content stands in the body.</param>
/// <param name="Length">Bytes of content, without quotes.</param>
/// <param name="IsEscaped">True when it holds a backslash.</param>
/// <param name="Base64From">Offset in the string from which on every byte is of the standard base64 alphabet, padding only at the very end; -1 when unknown.</param>
public readonly record struct LongString(int SkeletonOffset, long BodyStart, long Length, bool IsEscaped, long Base64From);
