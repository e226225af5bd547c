namespace Iris.Core.Images.Facts;

/// <summary>The properties of an AVIF or HEIC picture that tell its colours: depth (<c>pixi</c>, <c>av1C</c>, <c>hvcC</c>) and gamut (<c>colr</c>).</summary>
internal static class HeifColour
{
    private const uint Pixi = 0x70697869;
    private const uint Av1C = 0x61763143;
    private const uint HvcC = 0x68766343;
    private const uint Colr = 0x636F6C72;

    private const int MaxChannels = 4;
    private const int HighBitDepth = 0x40;

    /// <summary>Takes a property of the picture in; another one is none of its business.</summary>
    public static void Read(ref ByteWindow window, uint type, long start, long end, ref FactsDraft draft)
    {
        draft.IsDeep |= IsDeep(ref window, type, start);
        if (type != Colr)
        {
            return;
        }

        draft.IsWideGamut |= window.Matches(start, "nclx"u8)
            ? Gamut.IsWide(window.U16(start + 4), window.U16(start + 6))
            : IsProfile(ref window, start) && IccProfile.IsWide(ref window, start + 4, end - start - 4);
    }

    /// <summary>True for a property that says more than 8 bits a channel.</summary>
    public static bool IsDeep(ref ByteWindow window, uint type, long start) => type switch
    {
        Pixi => HasDeepChannel(window.Look(start + 4, 1 + MaxChannels)),
        Av1C => (Math.Max(0, window.Byte(start + 2)) & HighBitDepth) != 0,
        HvcC => (Math.Max(0, window.Byte(start + 17)) & 7) > 0 || (Math.Max(0, window.Byte(start + 18)) & 7) > 0,
        _ => false,
    };

    private static bool IsProfile(ref ByteWindow window, long start) => window.Matches(start, "prof"u8) || window.Matches(start, "rICC"u8);

    /// <summary>The number of channels, then the bits of each.</summary>
    private static bool HasDeepChannel(ReadOnlySpan<byte> channels)
        => !channels.IsEmpty && channels.Slice(1, Math.Min(channels[0], (byte)MaxChannels)).IndexOfAnyInRange((byte)9, byte.MaxValue) >= 0;
}
