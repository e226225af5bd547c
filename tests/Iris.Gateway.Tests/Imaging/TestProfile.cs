using System.Buffers.Binary;

namespace Iris.Gateway.Tests.Imaging;

/// <summary>Writes ICC profiles of three primaries and one gamma, by the letter of ICC.1:2001-04.</summary>
internal static class TestProfile
{
    /// <summary>The Adobe RGB (1998) primaries as that specification gives them, adapted to D50, with gamma 563/256.</summary>
    public static byte[] AdobeRgb { get; } = Matrix((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457), 563);

    /// <summary>Where the profile lies as a file, because libvips takes it by name.</summary>
    public static string Store(byte[] profile)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("iris-test-").FullName, "profile.icc");
        File.WriteAllBytes(path, profile);
        return path;
    }

    private static byte[] Matrix((double X, double Y, double Z) red, (double X, double Y, double Z) green, (double X, double Y, double Z) blue, ushort gamma256)
    {
        byte[] curve = [.. "curv"u8, 0, 0, 0, 0, 0, 0, 0, 1, (byte)(gamma256 >> 8), (byte)gamma256, 0, 0];
        byte[] text = [.. "text"u8, 0, 0, 0, 0, .. "none\0\0\0\0"u8];
        byte[] name = [.. "desc"u8, 0, 0, 0, 0, 0, 0, 0, 5, .. "test\0"u8, .. new byte[78 + 1]];
        (string Tag, byte[] Content)[] tags =
        [
            ("desc", name), ("cprt", text), ("wtpt", Xyz((0.9642, 1, 0.8249))),
            ("rXYZ", Xyz(red)), ("gXYZ", Xyz(green)), ("bXYZ", Xyz(blue)),
            ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ];
        var table = new List<byte>();
        var content = new List<byte>();
        var start = 128 + 4 + (tags.Length * 12);
        foreach (var (tag, bytes) in tags)
        {
            table.AddRange(tag.Select(letter => (byte)letter));
            table.AddRange(Number(start + content.Count));
            table.AddRange(Number(bytes.Length));
            content.AddRange(bytes);
            content.AddRange(new byte[(4 - (bytes.Length % 4)) % 4]);
        }

        byte[] header =
        [
            .. Number(start + content.Count), 0, 0, 0, 0, 2, 0x40, 0, 0, .. "mntrRGB XYZ "u8,
            .. new byte[12], .. "acsp"u8, .. new byte[24], 0, 0, 0, 0, .. Xyz((0.9642, 1, 0.8249))[8..], .. new byte[48],
        ];
        return [.. header, .. Number(tags.Length), .. table, .. content];
    }

    private static byte[] Xyz((double X, double Y, double Z) value)
        => [.. "XYZ "u8, 0, 0, 0, 0, .. Fixed(value.X), .. Fixed(value.Y), .. Fixed(value.Z)];

    private static byte[] Fixed(double value) => Number((int)Math.Round(value * 65_536));

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
