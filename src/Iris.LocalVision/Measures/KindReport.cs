namespace Iris.LocalVision.Measures;

/// <summary>The sort of picture, and how sure that is.</summary>
/// <param name="Kind">The best guess.</param>
/// <param name="IsSure">False: say "probably".</param>
internal sealed record KindReport(PictureKind Kind, bool IsSure);
