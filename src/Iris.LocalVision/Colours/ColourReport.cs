namespace Iris.LocalVision.Colours;

/// <summary>The colours of a picture.</summary>
/// <param name="Main">Largest first, at most six; empty only when nothing is visible.</param>
/// <param name="Accents">Vivid colours of a small share, at most two, none of a family that <paramref name="Main"/> has.</param>
/// <param name="RestPercent">What is left of 100 after both lists.</param>
/// <param name="IsGreyscale">True when no visible pixel has a colour worth the name.</param>
internal sealed record ColourReport(
    IReadOnlyList<ColourShare> Main,
    IReadOnlyList<ColourShare> Accents,
    int RestPercent,
    bool IsGreyscale);
