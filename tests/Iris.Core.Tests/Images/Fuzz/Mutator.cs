using System.Buffers.Binary;

namespace Iris.Core.Tests.Images.Fuzz;

/// <summary>Changes an image as a transfer, a broken program or an attacker would. The same random numbers give the same changes.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly uint[] Lengths = [0, 1, 2, 7, 8, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x1_0000, 0x3FFF_FFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF0, 0xFFFF_FFFF];

    private static readonly byte[][] Words =
    [
        [0xFF, 0xD8], [0xFF, 0xD9], [0xFF, 0xDA, 0, 8], [0xFF, 0xE1, 0, 20], [0xFF, 0xC2], [0xFF, 0xFE, 0, 3, 1], [0xFF, 0xFF], [0xFF, 0xD0],
        "Exif\0\0"u8.ToArray(), "MM\0*\0\0\0\u0008"u8.ToArray(), "II*\0\u0008\0\0\0"u8.ToArray(), "ICC_PROFILE\0\u0001\u0001"u8.ToArray(),
        "IDAT"u8.ToArray(), "IEND"u8.ToArray(), "eXIf"u8.ToArray(), "iCCP"u8.ToArray(), "acTL"u8.ToArray(),
        "VP8X"u8.ToArray(), "ANMF"u8.ToArray(), "EXIF"u8.ToArray(), "ICCP"u8.ToArray(), "XMP "u8.ToArray(),
        [0x2C], [0x3B], [0x21, 0xFE], [0x21, 0xF9, 4], [0x21, 0x01], [0x00],
        "ispe"u8.ToArray(), "ipma"u8.ToArray(), "iloc"u8.ToArray(), "colr"u8.ToArray(), "meta"u8.ToArray(), "acsp"u8.ToArray(), "rXYZ"u8.ToArray(),
    ];

    /// <summary>One to four changes.</summary>
    /// <param name="seed">A good image; stays as it is.</param>
    /// <param name="other">Another one, to splice with.</param>
    public byte[] Change(byte[] seed, byte[] other)
    {
        var bytes = (byte[])seed.Clone();
        for (var changes = random.Next(1, 5); changes > 0 && bytes.Length > 0; changes--)
        {
            bytes = ChangeOnce(bytes, other);
        }

        return bytes;
    }

    private byte[] ChangeOnce(byte[] bytes, byte[] other) => random.Next(9) switch
    {
        0 => bytes[..random.Next(bytes.Length)],
        1 => [.. bytes[..At(bytes)], .. other[At(other)..]],
        2 or 3 => WithLength(bytes),
        4 => Exchanged(bytes),
        5 => Repeated(bytes),
        6 => Inserted(bytes, Words[random.Next(Words.Length)]),
        7 => Overwritten(bytes, Words[random.Next(Words.Length)]),
        _ => Flipped(bytes),
    };

    /// <summary>A place in the image, half of the time among its headers.</summary>
    private int At(byte[] bytes) => random.Next(random.Next(2) == 0 ? bytes.Length : Math.Min(bytes.Length, 400));

    private byte[] Flipped(byte[] bytes)
    {
        for (var flips = random.Next(1, 9); flips > 0; flips--)
        {
            bytes[At(bytes)] = (byte)random.Next(256);
        }

        return bytes;
    }

    /// <summary>Puts a number where a length may stand: two or four bytes, either order.</summary>
    private byte[] WithLength(byte[] bytes)
    {
        var value = random.Next(3) == 0 ? (uint)(bytes.Length + random.Next(-16, 17)) : Lengths[random.Next(Lengths.Length)];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(number, value);
        if (random.Next(2) == 0)
        {
            number.Reverse();
        }

        number = random.Next(2) == 0 ? number : value > 0xFFFF ? number[..2] : number[2..];
        return Overwritten(bytes, number.ToArray());
    }

    private byte[] Overwritten(byte[] bytes, byte[] with)
    {
        var at = At(bytes);
        with.AsSpan(0, Math.Min(with.Length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    private byte[] Inserted(byte[] bytes, byte[] what)
    {
        var at = At(bytes);
        return [.. bytes[..at], .. what, .. bytes[at..]];
    }

    /// <summary>Two neighbouring ranges in the other order.</summary>
    private byte[] Exchanged(byte[] bytes)
    {
        int[] cuts = [At(bytes), At(bytes), At(bytes)];
        Array.Sort(cuts);
        return [.. bytes[..cuts[0]], .. bytes[cuts[1]..cuts[2]], .. bytes[cuts[0]..cuts[1]], .. bytes[cuts[2]..]];
    }

    private byte[] Repeated(byte[] bytes)
    {
        int[] cuts = [At(bytes), At(bytes)];
        Array.Sort(cuts);
        var times = Math.Min(random.Next(2, 40), 1 + (20_000 / (1 + cuts[1] - cuts[0])));
        return [.. bytes[..cuts[0]], .. Enumerable.Repeat(bytes[cuts[0]..cuts[1]], times).SelectMany(part => part), .. bytes[cuts[1]..]];
    }
}
