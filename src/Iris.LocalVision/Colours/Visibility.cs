namespace Iris.LocalVision.Colours;

/// <summary>When a pixel counts as seen.</summary>
internal static class Visibility
{
    /// <summary>Alpha from here on is visible; below, the colour behind the pixel is what people see.</summary>
    public const byte Threshold = 32;
}
