namespace Iris.LocalVision.Measures;

/// <summary>How light a picture is.</summary>
/// <param name="Brightness">Mean lightness of the visible pixels, 0 black to 1 white.</param>
/// <param name="Contrast">Lightness between its 5th and 95th percentile, 0 to 1.</param>
internal sealed record LightReport(double Brightness, double Contrast);
