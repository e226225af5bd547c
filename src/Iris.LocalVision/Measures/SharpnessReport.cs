namespace Iris.LocalVision.Measures;

/// <summary>How crisp the crispest parts of a picture are.</summary>
/// <param name="EdgeBlur">The width of its edges as the sigma, in pixels, of the Gaussian blur that would make a perfect edge look like them; at most 1 024 pixels wide, so independent of the camera's pixel count.</param>
internal sealed record SharpnessReport(double EdgeBlur)
{
    /// <summary>Up to here edges look crisp: cameras and resizers alone make up to about one pixel.</summary>
    public const double SharpUpTo = 1.15;

    /// <summary>From here on nobody would call it sharp.</summary>
    public const double BlurredFrom = 2.05;

    /// <summary>One of three words.</summary>
    public string Word => EdgeBlur switch
    {
        <= SharpUpTo => "sharp",
        < BlurredFrom => "slightly soft",
        _ => "blurred",
    };
}
