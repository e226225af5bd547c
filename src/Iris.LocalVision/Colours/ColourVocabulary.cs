namespace Iris.LocalVision.Colours;

/// <summary>The colour words and the sample colours that each stands for. A colour is called by the word of its nearest sample.</summary>
/// <remarks>
/// The samples were placed by eye over swatches and photographs. A word has several samples where people use it for a wide field
/// (a bottle and a lime are both green). Safe for concurrent use.
/// </remarks>
internal static class ColourVocabulary
{
    // People tell hues apart more readily than shades: lightness weighs less than hue and chroma.
    private const float LightnessWeight = 0.62f;

    private const int Bits = 6;
    private const byte Unknown = byte.MaxValue;

    private static readonly (string Name, string Family, int[] Samples)[] Table =
    [
        ("black", "black", [0x000000, 0x0c0c10, 0x141414, 0x1c1c1c]),
        ("dark grey", "grey", [0x262626, 0x282a2e, 0x303030, 0x3c3c3c, 0x3c3c42, 0x423e3a, 0x4a4a4a, 0x5c5c5c]),
        ("grey", "grey", [0x787878, 0x909090, 0x868380]),
        ("light grey", "grey", [0xb0b0b0, 0xc8c8c8, 0xdadada]),
        ("white", "white", [0xffffff, 0xf4f4f4, 0xfafaf6]),
        ("red", "red", [0xd01c1c, 0xf02828, 0xff0000, 0xb82024, 0xe0484a]),
        ("dark red", "red", [0x7a1416, 0x560c10, 0x8c2a2c]),
        ("pink", "pink", [0xf29cb8, 0xffc0cb, 0xe07898, 0xff69b4, 0xd8a0a8]),
        ("magenta", "magenta", [0xd81b8c, 0xff00ff, 0xb01878]),
        ("orange", "orange", [0xf07d14, 0xffa500, 0xff7010, 0xe08c3c]),
        ("rust brown", "brown", [0xa8501e, 0x94482c]),
        ("brown", "brown", [0x7a4a28, 0x8b5a2b, 0x6e5238, 0x80604a]),
        ("dark brown", "brown", [0x40281a, 0x2e1e14, 0x4a3828]),
        ("light brown", "brown", [0xb08860, 0xa07c58, 0xc09870]),
        ("beige", "beige", [0xe0cca8, 0xd2bea0, 0xc8b494, 0xecdcc0]),
        ("cream", "beige", [0xfaf0d8, 0xfff4dc, 0xf6e4b8]),
        ("peach", "peach", [0xf8c09c, 0xf0b088, 0xffd8c0]),
        ("yellow", "yellow", [0xffff00, 0xf8dc28, 0xffe650, 0xe8d020]),
        ("gold", "yellow", [0xc8a020, 0xd8a838, 0xb08c28]),
        ("pale yellow", "yellow", [0xfaf0a0, 0xf4ecb4]),
        ("olive green", "green", [0x6e7028, 0x80803c, 0x565a24, 0x8c9048]),
        ("dark green", "green", [0x14461e, 0x284028, 0x1c3014, 0x3a5030, 0x2c5a34]),
        ("green", "green", [0x329632, 0x008000, 0x4a8a3a, 0x00c800, 0x5c9048, 0x00a060]),
        ("light green", "green", [0x90dc80, 0xb4dca0, 0x00ff00, 0xa0e050, 0x9cc484, 0xa0f0b8]),
        ("grey-green", "green", [0x788672, 0x94a08c, 0x586450]),
        ("teal", "teal", [0x008080, 0x147878, 0x2c8c88, 0x40787c]),
        ("dark teal", "teal", [0x0a4448, 0x124a4c, 0x0c3034]),
        ("turquoise", "teal", [0x40d0c8, 0x00ffff, 0x70d8d4, 0x30b4b4]),
        ("dark blue", "blue", [0x101c58, 0x000080, 0x142c5c, 0x0c1838, 0x203a6c, 0x2c4468, 0x1c2c44]),
        ("blue", "blue", [0x1e5ac8, 0x0000ff, 0x2858a8, 0x2a6cd0, 0x3a5fa8, 0x40608c, 0x5878a8, 0x6c82b4]),
        ("sky blue", "blue", [0x64acec, 0x4a9ce0, 0x78b8e8, 0x6ca0d8, 0x87ceeb]),
        ("light blue", "blue", [0xacd4f0, 0x9cc4e8, 0xc8e0f4, 0xa8bcdc]),
        ("grey-blue", "blue", [0x6c8298, 0x8c9eb0, 0x566270, 0x68788c]),
        ("purple", "purple", [0x7030a0, 0x800080, 0x6a3c8c, 0x8048a0]),
        ("dark purple", "purple", [0x38184c, 0x2c1838, 0x48285c]),
        ("violet", "purple", [0x8c50dc, 0x7060d0, 0x9050ff]),
        ("lavender", "purple", [0xc0acdc, 0xb4a4d4, 0xd8c8ec, 0x9c88b4]),
    ];

    private static readonly (OkLab Colour, byte Word)[] Samples = Table
        .SelectMany((row, index) => row.Samples.Select(rgb => (OkLab.FromRgb((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb), (byte)index)))
        .ToArray();

    private static readonly byte[] Known = BuildUnknown();

    /// <summary>All words; <see cref="Find"/> answers an index into this list.</summary>
    public static IReadOnlyList<ColourWord> Words { get; } = Table
        .Select((row, index) => new ColourWord(row.Name, row.Family, Mean([.. Samples.Where(s => s.Word == index).Select(s => s.Colour)])))
        .ToArray();

    /// <summary>The index of the word for an sRGB colour. Colours that differ only in the lowest two bits of a band share a word.</summary>
    public static int Find(byte red, byte green, byte blue)
    {
        var slot = ((red >> (8 - Bits)) << (2 * Bits)) | ((green >> (8 - Bits)) << Bits) | (blue >> (8 - Bits));
        var word = Known[slot];
        if (word == Unknown)
        {
            // Two threads may both do this: they write the same byte.
            word = Nearest(OkLab.FromRgb(Middle(red), Middle(green), Middle(blue)));
            Known[slot] = word;
        }

        return word;
    }

    private static OkLab Mean(OkLab[] colours) => new(colours.Average(c => c.L), colours.Average(c => c.A), colours.Average(c => c.B));

    private static byte Middle(byte band) => band switch
    {
        < 4 => 0,
        >= 252 => 255,
        _ => (byte)((band & 0xfc) | 2),
    };

    private static byte Nearest(OkLab colour)
    {
        var best = float.MaxValue;
        byte word = 0;
        foreach (var (sample, index) in Samples)
        {
            float l = (colour.L - sample.L) * LightnessWeight, a = colour.A - sample.A, b = colour.B - sample.B;
            var distance = (l * l) + (a * a) + (b * b);
            if (distance < best)
            {
                best = distance;
                word = index;
            }
        }

        return word;
    }

    private static byte[] BuildUnknown()
    {
        var table = new byte[1 << (3 * Bits)];
        Array.Fill(table, Unknown);
        return table;
    }
}
