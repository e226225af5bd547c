namespace Iris.LocalVision.Measures;

/// <summary>How light a picture is.</summary>
/// <param name="Brightness">Mean lightness of the visible pixels, 0 black to 1 white.</param>
/// <param name="Contrast">Lightness between its 1st and 99th percentile: letters on a page count, 0 to 1.</param>
internal sealed record LightReport(double Brightness, double Contrast);
