namespace Iris.Core.Images.Facts;

/// <summary>The tables of RFC 1951, and its canonical codes.</summary>
internal static class DeflateCodes
{
    /// <summary>The longest code.</summary>
    public const int MaxBits = 15;

    /// <summary>The order in which the lengths of the codes for lengths are written.</summary>
    public static ReadOnlySpan<byte> LengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>The shortest copy of each length code.</summary>
    public static ReadOnlySpan<short> LengthBase => [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    /// <summary>Bits that are added to it.</summary>
    public static ReadOnlySpan<byte> LengthExtra => [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    /// <summary>The nearest copy of each distance code.</summary>
    public static ReadOnlySpan<short> DistanceBase => [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];

    /// <summary>Sorts symbols by the length of their codes; false when there are more codes than the lengths have room for.</summary>
    public static bool Build(ReadOnlySpan<byte> lengths, Span<short> counts, Span<short> symbols)
    {
        counts.Clear();
        foreach (var length in lengths)
        {
            counts[length]++;
        }

        counts[0] = 0;
        var left = 1;
        Span<short> next = stackalloc short[MaxBits + 2];
        next.Clear();
        for (var length = 1; length <= MaxBits; length++)
        {
            left = (left << 1) - counts[length];
            next[length + 1] = (short)(next[length] + counts[length]);
            if (left < 0)
            {
                return false;
            }
        }

        for (short symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] != 0)
            {
                symbols[next[lengths[symbol]]++] = symbol;
            }
        }

        return true;
    }
}
