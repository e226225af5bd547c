namespace Iris.Core.Images.Facts;

/// <summary>Tells primaries that reach far beyond sRGB's from those that are sRGB or near it.</summary>
/// <remarks>
/// The measure is the area of the triangle in the xy diagram. Calibrated office monitors stay within some percent of
/// sRGB's; Display P3, Adobe RGB, ProPhoto and Rec. 2020 have at least 1.3 times as much.
/// </remarks>
internal static class Gamut
{
    /// <summary>sRGB's area as an ICC profile stores it, adapted to D50.</summary>
    public const double SrgbAreaD50 = 0.1091;

    /// <summary>sRGB's area under its own white (IEC 61966-2-1).</summary>
    public const double SrgbAreaD65 = 0.1121;

    private const double MostPlain = 1.15;

    /// <summary>True when the triangle is far larger than sRGB's, or turned over: exchanged channels look wrong wherever the profile is ignored.</summary>
    /// <param name="red">xy of red.</param>
    /// <param name="green">xy of green.</param>
    /// <param name="blue">xy of blue.</param>
    /// <param name="srgbArea">Area of sRGB under the same white.</param>
    public static bool IsWide((double X, double Y) red, (double X, double Y) green, (double X, double Y) blue, double srgbArea)
    {
        var area = (((green.X - red.X) * (blue.Y - red.Y)) - ((blue.X - red.X) * (green.Y - red.Y))) / 2;
        return area < 0 || area > MostPlain * srgbArea;
    }

    /// <summary>Judges code points of ITU-T H.273, which PNG's <c>cICP</c> and HEIF's <c>nclx</c> hold.</summary>
    /// <param name="primaries">ColourPrimaries.</param>
    /// <param name="transfer">TransferCharacteristics; 16 and 18 are the two HDR curves.</param>
    public static bool IsWide(int primaries, int transfer) => primaries is 4 or (>= 8 and <= 12) || transfer is 16 or 18;
}
