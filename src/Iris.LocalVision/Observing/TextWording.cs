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

    // Edges of things look like these to a text reader.
    private const string Strokes = "|—–-_=~•";

    /// <summary>Describes what was read; always a whole sentence.</summary>
    /// <param name="words">In reading order.</param>
    public static string Describe(IReadOnlyList<RecognizedWord> words)
    {
        var kept = words.Where(w => w.Confidence >= LeastConfidence).GroupBy(w => w.Line).Select(TrimStrokes).Where(IsCredible).ToList();
        var text = string.Join(" / ", kept.Select(line => string.Join(' ', line.Select(w => Clean(w.Text)))));
        if (Letters(text) < 2)
        {
            return "I found no text in it that I could read.";
        }

        var place = Place([.. kept.SelectMany(line => line)]);
        var subject = place is null ? "The text in it" : $"The text {place}";
        return text.Length <= MostCharacters
            ? $"{subject} reads: “{text}”."
            : $"{subject} begins: “{Cut(text)}…” (the first {MostCharacters} of {text.Length} characters).";
    }

    // A line of text holds at least one word of two letters or digits; lone letters are what texture looks like.
    private static bool IsCredible(List<RecognizedWord> line) => line.Exists(w => Letters(w.Text) >= 2);

    private static List<RecognizedWord> TrimStrokes(IEnumerable<RecognizedWord> line)
    {
        var words = line.SkipWhile(IsStroke).ToList();
        while (words.Count > 0 && IsStroke(words[^1]))
        {
            words.RemoveAt(words.Count - 1);
        }

        return words;
    }

    private static bool IsStroke(RecognizedWord word) => word.Text.All(c => Strokes.Contains(c, StringComparison.Ordinal));

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
