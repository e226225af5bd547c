namespace Iris.Core.Images;

/// <summary>One word that was read in an image.</summary>
/// <param name="Text">As read.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Line">Number of the text line, from 0, so that words can be joined to lines.</param>
/// <param name="Top">Top edge as a share of the height, 0 to 1.</param>
public sealed record RecognizedWord(string Text, float Confidence, int Line, float Top);
