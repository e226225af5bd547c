using System.Globalization;

namespace Iris.Configuration.Text;

/// <summary>Sizes like <c>300MiB</c>: a number and an optional unit.</summary>
internal static class SizeText
{
    public const string Form = "write a size such as 512KiB, 300MiB or 2GB";

    private static readonly (string Unit, long Factor)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("B", 1), ("", 1),
    ];

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var (unit, factor) = Array.Find(Units, candidate => text.EndsWith(candidate.Unit, StringComparison.OrdinalIgnoreCase));
        var digits = text.AsSpan(0, text.Length - unit.Length).Trim();
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > long.MaxValue / factor)
        {
            return false;
        }

        bytes = (long)(number * factor);
        return bytes > 0;
    }
}
