namespace Iris.Core.Images.Facts;

/// <summary>The chunks in which a PNG may say what its colours mean: of several the best counts (PNG, third edition, 4.3).</summary>
internal ref struct PngColour
{
    private const int MaxProfile = 4096;
    private const int MaxName = 80;
    private const int PrimariesLength = 32;

    private int _rank;

    /// <summary>True when the best one names primaries far beyond sRGB's.</summary>
    public bool IsWide { get; private set; }

    /// <summary>Takes a chunk in; another kind of chunk is none of its business.</summary>
    public void Read(ref ByteWindow window, uint type, long start, uint length)
    {
        switch (type)
        {
            case PngChunk.Cicp when length >= 4:
                Note(4, Gamut.IsWide(window.Byte(start), window.Byte(start + 1)));
                break;
            case PngChunk.Iccp:
                Note(3, IsProfileWide(ref window, start, length));
                break;
            case PngChunk.Srgb:
                Note(2, isWide: false);
                break;
            case PngChunk.Chrm when length == PrimariesLength:
                Note(1, Gamut.IsWide(Point(ref window, start + 8), Point(ref window, start + 16), Point(ref window, start + 24), Gamut.SrgbAreaD65));
                break;
        }
    }

    private void Note(int rank, bool isWide)
    {
        if (rank > _rank)
        {
            (_rank, IsWide) = (rank, isWide);
        }
    }

    private static (double X, double Y) Point(ref ByteWindow window, long at) => (window.U32(at) / 100_000.0, window.U32(at + 4) / 100_000.0);

    /// <summary>The profile is compressed: its first bytes are inflated, unless its name already says sRGB.</summary>
    private static bool IsProfileWide(ref ByteWindow window, long start, uint length)
    {
        var head = window.Look(start, (int)Math.Min(length, MaxProfile));
        var name = head.IndexOf((byte)0);
        if (name is < 0 or >= MaxName || name + 2 > head.Length || head[..name].IndexOf("sRGB"u8) >= 0)
        {
            return false;
        }

        Span<byte> profile = stackalloc byte[MaxProfile];
        profile = profile[..Inflater.Inflate(head[(name + 2)..], profile)];
        var inside = new ByteWindow(profile);
        return IccProfile.IsWide(ref inside, 0, profile.Length);
    }
}
