using System.Text;
using Iris.Core.Images;

namespace Iris.LocalVision.Observing;

/// <summary>Joins recognised words to lines and quotes them.</summary>
internal static class TextWording
{
    /// <summary>Words that are read with less confidence are dropped.</summary>
    public const float LeastConfidence = 75;

    /// <summary>Longest quote in characters.</summary>
    public const int MostCharacters = 600;

    // A lone letter or stroke is what texture looks like to a text reader.
    private const float LeastConfidenceOfLoneLetter = 90;

    /// <summary>Describes what was read; always a whole sentence.</summary>
    /// <param name="words">In reading order.</param>
    public static string Describe(IReadOnlyList<RecognizedWord> words)
    {
        var kept = words.Where(IsCredible).ToList();
        var lines = kept.GroupBy(w => w.Line).Select(line => string.Join(' ', line.Select(w => Clean(w.Text)))).ToList();
        var text = string.Join(" / ", lines);
        if (Letters(text) < 2)
        {
            return "I found no text in it that I could read.";
        }

        var place = Place(kept);
        var subject = place is null ? "The text in it" : $"The text {place}";
        return text.Length <= MostCharacters
            ? $"{subject} reads: “{text}”."
            : $"{subject} begins: “{Cut(text)}…” (the first {MostCharacters} of {text.Length} characters).";
    }

    private static bool IsCredible(RecognizedWord word) =>
        word.Confidence >= LeastConfidence
        && Letters(word.Text) switch
        {
            0 => false,
            1 => word.Text.Length == 1 ? word.Confidence >= LeastConfidenceOfLoneLetter : word.Text.Length <= 3,
            _ => true,
        };

    private static int Letters(string text) => text.EnumerateRunes().Count(Rune.IsLetterOrDigit);

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Where(r => !Rune.IsControl(r) && !Rune.IsWhiteSpace(r)))
        {
            clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    private static string Cut(string text)
    {
        var end = text.LastIndexOf(' ', MostCharacters);
        end = end < MostCharacters / 2 ? MostCharacters : end;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)].TrimEnd(' ', '/');
    }

    private static string? Place(List<RecognizedWord> words) => (words.Min(w => w.Top), words.Max(w => w.Top)) switch
    {
        (_, < 0.25f) => "at the top",
        ( >= 0.7f, _) => "at the bottom",
        ( >= 0.33f, < 0.6f) => "in the middle",
        _ => null,
    };
}
