using System.Diagnostics.CodeAnalysis;

namespace Iris.Configuration.Text;

/// <summary>Reads a value from the text of a scalar.</summary>
/// <returns>False when the text is not of that form.</returns>
internal delegate bool TextParser<T>(string text, [MaybeNullWhen(false)] out T value);
