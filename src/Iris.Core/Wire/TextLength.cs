namespace Iris.Core.Wire;

/// <summary>Counts text of a request body where it lies, without a copy.</summary>
internal static class TextLength
{
    // Two escaped halves of a surrogate pair.
    private const int LongestEscape = 12;

    /// <summary>UTF-8 bytes of a JSON string once its escapes are undone; half a surrogate pair counts as U+FFFD.</summary>
    /// <param name="body">Where it lies.</param>
    /// <param name="start">Offset of its first byte.</param>
    /// <param name="length">Bytes without the quotes.</param>
    public static long Decoded(RequestBody body, long start, long length)
    {
        var decoded = length;
        var end = start + length;
        Span<byte> scratch = stackalloc byte[LongestEscape];
        while (start < end)
        {
            var run = body.Run(start, end - start).Span;
            start += run.Length;
            while (run.IndexOf((byte)'\\') is var slash and >= 0)
            {
                run = run[slash..];
                scoped ReadOnlySpan<byte> whole = run;
                if (run.Length < LongestEscape)
                {
                    // It may go on in the next block.
                    var at = start - run.Length;
                    whole = scratch[..body.CopyTo(at, Math.Min(LongestEscape, end - at), scratch)];
                }

                var (raw, plain) = Escape(whole);
                decoded += plain - raw;
                start += Math.Max(0, raw - run.Length);
                run = run[Math.Min(raw, run.Length)..];
            }
        }

        return decoded;
    }

    /// <summary>Bytes of a range of JSON without the base64 in its long strings: that is data, which nobody reads as text.</summary>
    public static long WithoutBase64(JsonBody body, long start, long length)
    {
        var strings = body.LongStrings;
        var text = length;
        for (var i = FirstFrom(strings, start); i < strings.Count && strings[i].BodyStart < start + length; i++)
        {
            var data = strings[i].Base64From < 0 ? 0 : strings[i].Length - strings[i].Base64From;
            text -= data > strings[i].Length / 2 ? data : 0;
        }

        return text;
    }

    private static int FirstFrom(IReadOnlyList<LongString> strings, long start)
    {
        var low = 0;
        var high = strings.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (strings[middle].BodyStart < start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Bytes of the escape at the beginning, and of what it stands for.</summary>
    private static (int Raw, int Plain) Escape(ReadOnlySpan<byte> escape)
    {
        if (escape.Length < 6 || escape[1] != 'u' || !TryHex(escape[2..6], out var unit))
        {
            return (Math.Min(2, escape.Length), 1);
        }

        var isPair = char.IsHighSurrogate((char)unit) && escape.Length >= LongestEscape && escape[6] == '\\' && escape[7] == 'u'
            && TryHex(escape[8..12], out var second) && char.IsLowSurrogate((char)second);
        return isPair ? (LongestEscape, 4) : (6, unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3);
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out int value)
        => int.TryParse(digits, System.Globalization.NumberStyles.AllowHexSpecifier, null, out value);
}
