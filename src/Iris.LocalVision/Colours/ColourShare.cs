namespace Iris.LocalVision.Colours;

/// <summary>One colour of a picture.</summary>
/// <param name="Name">A word of the vocabulary, or <c>shades of …</c> where no shade leads.</param>
/// <param name="Family">The plain word.</param>
/// <param name="Percent">Whole per cent of the visible pixels.</param>
/// <param name="Place">Where it lies, for instance <c>at the top</c>; null when it is spread over the whole picture.</param>
internal sealed record ColourShare(string Name, string Family, int Percent, string? Place);
