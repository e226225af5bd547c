using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Iris.TestKit;

/// <summary>ICC profiles with nothing but a header and primaries, and the places where formats keep them.</summary>
public static class SampleProfiles
{
    /// <summary>sRGB IEC61966-2.1.</summary>
    public static byte[] Srgb() => Matrix([0.43607, 0.22249, 0.01392, 0.38515, 0.71687, 0.09708, 0.14307, 0.06061, 0.71410]);

    /// <summary>Display P3, as phones write it.</summary>
    public static byte[] DisplayP3() => Matrix([0.51512, 0.24120, -0.00105, 0.29198, 0.69225, 0.04189, 0.15710, 0.06657, 0.78407]);

    /// <summary>Adobe RGB (1998).</summary>
    public static byte[] AdobeRgb() => Matrix([0.60974, 0.31111, 0.01947, 0.20528, 0.62567, 0.06087, 0.14919, 0.06322, 0.74457]);

    /// <summary>ProPhoto RGB (ROMM).</summary>
    public static byte[] ProPhoto() => Matrix([0.79767, 0.28804, 0, 0.13519, 0.71188, 0, 0.03134, 0.00009, 0.82491]);

    /// <summary>Rec. 2020.</summary>
    public static byte[] Rec2020() => Matrix([0.67348, 0.27903, -0.00194, 0.16566, 0.67534, 0.02998, 0.12505, 0.04561, 0.79684]);

    /// <summary>A calibrated office monitor: a little more green, a little less red.</summary>
    public static byte[] Monitor() => Matrix([0.43000, 0.22600, 0.01700, 0.37600, 0.70700, 0.08600, 0.15820, 0.06700, 0.72190]);

    /// <summary>A profile with red, green and blue as XYZ, or of another colour space without any.</summary>
    public static byte[] Matrix(double[] colorants, string colourSpace = "RGB ")
    {
        var tagsAt = 132 + (3 * 12);
        var profile = new byte[tagsAt + 60];
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        "mntr"u8.CopyTo(profile.AsSpan(12));
        Encoding.ASCII.GetBytes(colourSpace, profile.AsSpan(16));
        "XYZ "u8.CopyTo(profile.AsSpan(20));
        "acsp"u8.CopyTo(profile.AsSpan(36));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(128), 3);
        for (var i = 0; i < 3; i++)
        {
            var entry = profile.AsSpan(132 + (i * 12));
            entry[0] = (byte)"rgb"[i];
            "XYZ"u8.CopyTo(entry[1..]);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], tagsAt + (i * 20));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], 20);
            var value = profile.AsSpan(tagsAt + (i * 20));
            "XYZ "u8.CopyTo(value);
            for (var j = 0; j < 3; j++)
            {
                BinaryPrimitives.WriteInt32BigEndian(value[(8 + (j * 4))..], (int)Math.Round(colorants[(i * 3) + j] * 65536));
            }
        }

        return profile;
    }

    /// <summary>The APP2 segment of a JPEG around a profile, or around a part of one.</summary>
    public static byte[] JpegSegment(ReadOnlySpan<byte> profile, byte number = 1, byte count = 1)
        => SampleImages.JpegSegment(0xE2, [.. "ICC_PROFILE\0"u8, number, count, .. profile]);

    /// <summary>The iCCP chunk of a PNG around a profile.</summary>
    public static byte[] PngChunk(byte[] profile, string name = "ICC profile", CompressionLevel level = CompressionLevel.Optimal)
    {
        using var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, level))
        {
            zlib.Write(profile);
        }

        return SampleImages.PngChunk("iCCP", [.. Encoding.Latin1.GetBytes(name), 0, 0, .. target.ToArray()]);
    }
}
