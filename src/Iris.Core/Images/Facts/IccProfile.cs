namespace Iris.Core.Images.Facts;

/// <summary>Reads the primaries of an ICC profile (ICC.1:2022).</summary>
/// <remarks>Only matrix profiles of RGB have them. Grey profiles, profiles of tables alone and broken ones say nothing, and count as plain.</remarks>
internal static class IccProfile
{
    private const int HeaderLength = 128;
    private const int EntryLength = 12;
    private const int MaxTags = 100;
    private const int ColourSpaceAt = 16;
    private const int SignatureAt = 36;

    private const uint RedColorant = 0x7258595A;
    private const uint GreenColorant = 0x6758595A;
    private const uint BlueColorant = 0x6258595A;

    /// <summary>True when the profile's primaries reach far beyond sRGB's.</summary>
    /// <param name="window">Where it lies.</param>
    /// <param name="start">Offset of its header.</param>
    /// <param name="length">Bytes of it that are at hand: the first part of a profile that JPEG has cut is enough.</param>
    public static bool IsWide(ref ByteWindow window, long start, long length)
    {
        if (length < HeaderLength + 4 || !window.Matches(start + SignatureAt, "acsp"u8) || !window.Matches(start + ColourSpaceAt, "RGB "u8))
        {
            return false;
        }

        var (red, green, blue) = ((0.0, 0.0), (0.0, 0.0), (0.0, 0.0));
        var tags = Math.Min(window.U32(start + HeaderLength), MaxTags);
        var seen = 0;
        for (long i = 0; i < tags && seen < 3; i++)
        {
            var entry = start + HeaderLength + 4 + (i * EntryLength);
            switch ((uint)window.U32(entry))
            {
                case RedColorant when Read(ref window, start, length, entry, out red):
                case GreenColorant when Read(ref window, start, length, entry, out green):
                case BlueColorant when Read(ref window, start, length, entry, out blue):
                    seen++;
                    break;
            }
        }

        return seen == 3 && Gamut.IsWide(red, green, blue, Gamut.SrgbAreaD50);
    }

    private static bool Read(ref ByteWindow window, long start, long length, long entry, out (double X, double Y) colorant)
    {
        colorant = default;
        var offset = window.U32(entry + 4);
        if (offset < HeaderLength || offset + 20 > length || !window.Matches(start + offset, "XYZ "u8))
        {
            return false;
        }

        var (x, y, z) = (Fixed(ref window, start + offset + 8), Fixed(ref window, start + offset + 12), Fixed(ref window, start + offset + 16));
        var sum = x + y + z;
        colorant = (x / sum, y / sum);
        return sum > 0;
    }

    private static double Fixed(ref ByteWindow window, long at) => (int)(uint)window.U32(at) / 65536.0;
}
