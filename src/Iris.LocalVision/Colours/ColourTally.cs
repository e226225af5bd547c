using Iris.Core.Images;

namespace Iris.LocalVision.Colours;

/// <summary>How many visible pixels each colour word has in each of nine fields (three rows, three columns).</summary>
internal sealed class ColourTally
{
    /// <summary>Rows times columns.</summary>
    public const int Fields = 9;

    // A tint below this is not seen as a colour; JPEG's rounding alone makes about 0.01.
    private const float GreyChroma = 0.022f;

    // Grey pictures saved as JPEG carry stray tints in a few pixels.
    private const double StrayShare = 0.003;

    private readonly long[] _counts = new long[ColourVocabulary.Words.Count * Fields];

    private ColourTally()
    {
    }

    /// <summary>Visible pixels, half transparent ones included.</summary>
    public long Visible { get; private set; }

    /// <summary>True when next to no pixel has a tint.</summary>
    public bool IsGreyscale { get; private set; }

    /// <summary>The nine fields of a word, row by row.</summary>
    public ReadOnlySpan<long> FieldsOf(int word) => _counts.AsSpan(word * Fields, Fields);

    /// <summary>Counts a picture.</summary>
    public static ColourTally Of(Raster raster)
    {
        var tally = new ColourTally();
        long tinted = 0;
        var rgba = raster.Rgba.Span;
        for (var y = 0; y < raster.Height; y++)
        {
            var row = rgba.Slice(y * raster.Width * 4, raster.Width * 4);
            var fieldRow = y * 3 / raster.Height * 3;
            tinted += tally.CountRow(row, fieldRow, raster.Width);
        }

        tally.IsGreyscale = tally.Visible > 0 && tinted <= tally.Visible * StrayShare;
        return tally;
    }

    private long CountRow(ReadOnlySpan<byte> row, int fieldRow, int width)
    {
        long tinted = 0;
        for (var x = 0; x < width; x++)
        {
            var pixel = row.Slice(x * 4, 4);
            if (pixel[3] < Visibility.Threshold)
            {
                continue;
            }

            Visible++;
            _counts[(ColourVocabulary.Find(pixel[0], pixel[1], pixel[2]) * Fields) + fieldRow + (x * 3 / width)]++;
            if (IsTinted(pixel[0], pixel[1], pixel[2]))
            {
                tinted++;
            }
        }

        return tinted;
    }

    private static bool IsTinted(byte red, byte green, byte blue)
    {
        // Cheap test first: bands that are this close cannot pass the second one.
        var spread = Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue));
        return spread > 6 && (spread > 40 || OkLab.FromRgb(red, green, blue).Chroma > GreyChroma);
    }
}
