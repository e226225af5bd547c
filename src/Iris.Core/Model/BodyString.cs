namespace Iris.Core.Model;

/// <summary>A JSON string of the request body, without its quotes.</summary>
/// <param name="Range">Where its content lies.</param>
/// <param name="IsEscaped">True when it holds a backslash, so that it must be unescaped before use.</param>
/// <param name="Base64From">Offset in the string from which on every byte belongs to the standard base64 alphabet (padding at the end included), or -1 when that is not known.</param>
public readonly record struct BodyString(BodyRange Range, bool IsEscaped, long Base64From = -1);
