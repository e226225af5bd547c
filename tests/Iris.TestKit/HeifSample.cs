using System.Text;

namespace Iris.TestKit;

/// <summary>Headers of an AVIF or HEIC file. There is no picture behind them.</summary>
public static class HeifSample
{
    /// <summary>Puts one together.</summary>
    /// <param name="brand">The main brand.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="irot">Quarter turns to the left.</param>
    /// <param name="imir">The mirror's axis.</param>
    /// <param name="compatible">Another brand.</param>
    /// <param name="exif">An EXIF item's content.</param>
    /// <param name="profile">An ICC profile.</param>
    /// <param name="extra">More properties of the picture (see <see cref="Box"/>).</param>
    public static byte[] Build(string brand, int width, int height, int? irot = null, int? imir = null, string? compatible = null, byte[]? exif = null, byte[]? profile = null, params byte[][] extra)
    {
        byte[] type = Box("ftyp", [.. Ascii(brand), 0, 0, 0, 0, .. Ascii(compatible ?? brand)]);
        byte[][] properties =
        [
            .. irot is { } angle ? [Box("irot", [(byte)angle])] : Array.Empty<byte[]>(),
            .. imir is { } axis ? [Box("imir", [(byte)axis])] : Array.Empty<byte[]>(),
            .. profile is null ? Array.Empty<byte[]>() : [Box("colr", [.. "prof"u8, .. profile])],
            .. extra,
        ];
        var meta = Meta(0, width, height, properties, exif);
        meta = Meta(type.Length + meta.Length + 8, width, height, properties, exif);
        return [.. type, .. meta, .. Box("mdat", exif is null ? [1, 2, 3] : [0, 0, 0, 0, .. exif])];
    }

    private static byte[] Meta(int dataAt, int width, int height, byte[][] more, byte[]? exif)
    {
        byte[] properties =
        [
            // A thumbnail's size comes first and must not be taken for the picture's.
            .. Box("ispe", [0, 0, 0, 0, .. Long(1), .. Long(1)]),
            .. Box("ispe", [0, 0, 0, 0, .. Long(width), .. Long(height)]),
            .. more.SelectMany(box => box),
        ];
        byte[] associations = [0, 0, 0, 0, .. Long(2), 0, 2, 1, 1, 0, 1, (byte)(1 + more.Length), .. Enumerable.Range(2, 1 + more.Length).Select(index => (byte)(index | 0x80))];
        byte[] items =
        [
            0, 0, 0, 0, 0, 2,
            .. Box("infe", [2, 0, 0, 0, 0, 1, 0, 0, .. Ascii("av01"), 0]),
            .. Box("infe", [2, 0, 0, 0, 0, 7, 0, 0, .. Ascii(exif is null ? "thmb" : "Exif"), 0]),
        ];
        byte[] locations = [0, 0, 0, 0, 0x44, 0, 0, 1, 0, 7, 0, 0, 0, 1, .. Long(dataAt), .. Long(4 + (exif?.Length ?? 0))];
        return Box("meta",
        [
            0, 0, 0, 0,
            .. Box("pitm", [0, 0, 0, 0, 0, 1]),
            .. Box("iloc", locations),
            .. Box("iinf", items),
            .. Box("iprp", [.. Box("ipco", properties), .. Box("ipma", associations)]),
        ]);
    }

    /// <summary>A box with its length and name.</summary>
    public static byte[] Box(string type, byte[] content) => [.. Long(content.Length + 8), .. Ascii(type), .. content];

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Long(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
