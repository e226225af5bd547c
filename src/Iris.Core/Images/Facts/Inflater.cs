namespace Iris.Core.Images.Facts;

/// <summary>Inflates the beginning of a zlib stream (RFC 1950, RFC 1951) into a buffer of the caller, and stops when that is full.</summary>
/// <remarks>The base library's streams allocate for each use; a header of a few KiB needs neither speed nor a window. No checksum is asked.</remarks>
internal ref struct Inflater
{
    private const int LiteralCodes = 288;
    private const int DistanceCodes = 30;
    private const int EndOfBlock = 256;

    private readonly ReadOnlySpan<byte> _input;
    private readonly Span<byte> _output;
    private int _read;
    private int _written;
    private uint _bits;
    private int _bitCount;

    private Inflater(ReadOnlySpan<byte> input, Span<byte> output)
    {
        _input = input;
        _output = output;
    }

    /// <summary>Inflates as much as there is, or as fits.</summary>
    /// <returns>Bytes written: fewer than the stream holds when it is broken, cut, or larger than the buffer.</returns>
    public static int Inflate(ReadOnlySpan<byte> zlib, Span<byte> output)
    {
        if (zlib.Length < 2 || (zlib[0] & 0x0F) != 8 || (zlib[1] & 0x20) != 0)
        {
            return 0;
        }

        var inflater = new Inflater(zlib[2..], output);
        while (inflater.ReadBlock())
        {
        }

        return inflater._written;
    }

    /// <summary>False after the last block, at the end of either buffer, and at the first fault.</summary>
    private bool ReadBlock()
    {
        var isLast = Bits(1);
        var goesOn = Bits(2) switch
        {
            0 => CopyStored(),
            1 => ReadFixed(),
            2 => ReadDynamic(),
            _ => false,
        };
        return goesOn && isLast == 0;
    }

    private bool CopyStored()
    {
        (_bits, _bitCount) = (0, 0);
        if (_input.Length - _read < 4)
        {
            return false;
        }

        var length = _input[_read] | _input[_read + 1] << 8;
        _read += 4;
        var count = Math.Min(length, Math.Min(_input.Length - _read, _output.Length - _written));
        _input.Slice(_read, count).CopyTo(_output[_written..]);
        _read += count;
        _written += count;
        return count == length && _written < _output.Length;
    }

    private bool ReadFixed()
    {
        Span<byte> lengths = stackalloc byte[LiteralCodes + DistanceCodes];
        lengths[..144].Fill(8);
        lengths[144..256].Fill(9);
        lengths[256..280].Fill(7);
        lengths[280..LiteralCodes].Fill(8);
        lengths[LiteralCodes..].Fill(5);
        return ReadCodes(lengths[..LiteralCodes], lengths[LiteralCodes..]);
    }

    private bool ReadDynamic()
    {
        var literals = Bits(5) + 257;
        var distances = Bits(5) + 1;
        var orders = Bits(4) + 4;
        if (orders < 4 || literals > 286 || distances > DistanceCodes)
        {
            return false;
        }

        Span<byte> lengths = stackalloc byte[320];
        lengths.Clear();
        for (var i = 0; i < orders; i++)
        {
            lengths[DeflateCodes.LengthOrder[i]] = (byte)Math.Max(0, Bits(3));
        }

        Span<short> counts = stackalloc short[DeflateCodes.MaxBits + 1];
        Span<short> symbols = stackalloc short[19];
        return DeflateCodes.Build(lengths[..19], counts, symbols)
            && ReadLengths(lengths[..(literals + distances)], counts, symbols)
            && ReadCodes(lengths[..literals], lengths.Slice(literals, distances));
    }

    private bool ReadLengths(scoped Span<byte> lengths, scoped ReadOnlySpan<short> counts, scoped ReadOnlySpan<short> symbols)
    {
        for (var at = 0; at < lengths.Length;)
        {
            var symbol = Symbol(counts, symbols);
            if (symbol is >= 0 and < 16)
            {
                lengths[at++] = (byte)symbol;
                continue;
            }

            var (repeat, value) = symbol switch
            {
                16 when at > 0 => (3 + Bits(2), lengths[at - 1]),
                17 => (3 + Bits(3), (byte)0),
                18 => (11 + Bits(7), (byte)0),
                _ => (0, (byte)0),
            };
            if (repeat < 3 || at + repeat > lengths.Length)
            {
                return false;
            }

            lengths.Slice(at, repeat).Fill(value);
            at += repeat;
        }

        return true;
    }

    private bool ReadCodes(scoped ReadOnlySpan<byte> literalLengths, scoped ReadOnlySpan<byte> distanceLengths)
    {
        Span<short> literalCounts = stackalloc short[DeflateCodes.MaxBits + 1];
        Span<short> literals = stackalloc short[LiteralCodes];
        Span<short> distanceCounts = stackalloc short[DeflateCodes.MaxBits + 1];
        Span<short> distances = stackalloc short[DistanceCodes];
        if (!DeflateCodes.Build(literalLengths, literalCounts, literals) || !DeflateCodes.Build(distanceLengths, distanceCounts, distances))
        {
            return false;
        }

        while (_written < _output.Length)
        {
            var symbol = Symbol(literalCounts, literals);
            if (symbol is EndOfBlock or < 0)
            {
                return symbol == EndOfBlock;
            }

            if (symbol < EndOfBlock)
            {
                _output[_written++] = (byte)symbol;
                continue;
            }

            var length = ReadLength(symbol - EndOfBlock - 1);
            if (!CopyEarlier(length, Symbol(distanceCounts, distances)))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The length of a copy, 0 for a code that does not exist.</summary>
    private int ReadLength(int code) => code < DeflateCodes.LengthBase.Length ? DeflateCodes.LengthBase[code] + Bits(DeflateCodes.LengthExtra[code]) : 0;

    private bool CopyEarlier(int count, int distance)
    {
        if (count == 0 || distance is < 0 or >= DistanceCodes)
        {
            return false;
        }

        var back = DeflateCodes.DistanceBase[distance] + Bits(Math.Max(0, (distance / 2) - 1));
        if (back > _written)
        {
            return false;
        }

        for (; count > 0 && _written < _output.Length; count--, _written++)
        {
            _output[_written] = _output[_written - back];
        }

        return true;
    }

    /// <summary>The next bits, lowest first; -1 when they are not all there.</summary>
    private int Bits(int count)
    {
        while (_bitCount < count)
        {
            if (_read >= _input.Length)
            {
                return -1;
            }

            _bits |= (uint)_input[_read++] << _bitCount;
            _bitCount += 8;
        }

        var value = (int)(_bits & ((1u << count) - 1));
        _bits >>= count;
        _bitCount -= count;
        return value;
    }

    /// <summary>The next symbol of a canonical code; -1 for a code that does not exist, and at the end.</summary>
    private int Symbol(scoped ReadOnlySpan<short> counts, scoped ReadOnlySpan<short> symbols)
    {
        var (code, first, index) = (0, 0, 0);
        for (var length = 1; length <= DeflateCodes.MaxBits; length++)
        {
            var bit = Bits(1);
            if (bit < 0)
            {
                return -1;
            }

            code |= bit;
            var count = counts[length];
            if (code - count < first)
            {
                return symbols[index + (code - first)];
            }

            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }

        return -1;
    }
}
