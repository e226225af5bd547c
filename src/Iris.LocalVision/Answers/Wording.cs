using System.Globalization;

namespace Iris.LocalVision.Answers;

/// <summary>Small pieces of English.</summary>
internal static class Wording
{
    private static readonly string[] Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>Joins with commas and, last, "and".</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => string.Empty,
        1 => items[0],
        _ => string.Join(", ", items.SkipLast(1)) + " and " + items[^1],
    };

    /// <summary>Joins clauses that hold lists of their own: a comma stands before the last "and" too.</summary>
    public static string Clauses(IReadOnlyList<string> clauses) =>
        clauses.Count == 1 ? clauses[0] : string.Join(", ", clauses.SkipLast(1)) + ", and " + clauses[^1];

    /// <summary>"a" or "an" before a word as people say it.</summary>
    public static string Article(string word) => word is "" || !"aeiouAEIOU".Contains(word[0], StringComparison.Ordinal) ? "a" : "an";

    /// <summary>A count in words up to ten, in digits beyond.</summary>
    public static string Number(int count) => count < Numbers.Length ? Numbers[count] : count.ToString(CultureInfo.InvariantCulture);

    /// <summary>The first letter as a capital.</summary>
    public static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Whole per cent of a share; a small share is never told as zero.</summary>
    public static string Percent(double share) => share switch
    {
        < 0.01 => "less than 1 %",
        > 0.99 and < 1 => "more than 99 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100)} %"),
    };

    /// <summary>Bytes for people: <c>214 KB</c>, <c>3.4 MB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 999_500 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(bytes / 1000.0)} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:0.0} MB"),
    };
}
