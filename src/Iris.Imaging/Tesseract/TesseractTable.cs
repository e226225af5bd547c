using System.Globalization;
using Iris.Core.Images;

namespace Iris.Imaging.Tesseract;

/// <summary>Reads Tesseract's table of words.</summary>
internal static class TesseractTable
{
    // level, page, block, paragraph, line, word, left, top, width, height, confidence, text
    private const int FieldCount = 12;
    private const int BlockField = 2;
    private const int ParagraphField = 3;
    private const int LineField = 4;
    private const int TopField = 7;
    private const int ConfidenceField = 10;
    private const int TextField = 11;

    /// <summary>The words in reading order; entries without text are left out.</summary>
    /// <param name="table">As Tesseract wrote it.</param>
    /// <param name="height">Height of the image that it read, in pixels.</param>
    public static IReadOnlyList<RecognizedWord> Parse(ReadOnlySpan<char> table, int height)
    {
        var words = new List<RecognizedWord>();
        var lastLine = (0, 0, 0);
        var line = -1;
        Span<Range> fields = stackalloc Range[FieldCount];
        foreach (var row in table.EnumerateLines())
        {
            if (row.Split(fields, '\t') != FieldCount || row[0] != '5' || row[fields[TextField]].IsWhiteSpace())
            {
                continue;
            }

            var thisLine = (Number(row[fields[BlockField]]), Number(row[fields[ParagraphField]]), Number(row[fields[LineField]]));
            if (line < 0 || thisLine != lastLine)
            {
                line++;
                lastLine = thisLine;
            }

            var top = Math.Clamp(Number(row[fields[TopField]]) / (float)height, 0, 1);
            words.Add(new RecognizedWord(row[fields[TextField]].Trim().ToString(), Confidence(row[fields[ConfidenceField]]), line, top));
        }

        return words;
    }

    private static int Number(ReadOnlySpan<char> field)
        => int.TryParse(field, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static float Confidence(ReadOnlySpan<char> field)
        => float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? Math.Clamp(value, 0, 100) : 0;
}
