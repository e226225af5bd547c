namespace Iris.LocalVision.Measures;

/// <summary>How much of a picture lets the background through.</summary>
/// <param name="Clear">Share of pixels that are not visible at all.</param>
/// <param name="Partial">Share of pixels that are visible but not opaque.</param>
internal sealed record TransparencyReport(double Clear, double Partial);
