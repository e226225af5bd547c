using System.Globalization;
using Iris.LocalVision.Colours;

namespace Iris.LocalVision.Answers;

/// <summary>Says which colours a picture has and where they lie.</summary>
internal static class ColourWording
{
    private const int AlmostAll = 95;
    private const int Mostly = 52;
    private const int RestWorthTelling = 8;

    /// <summary>One statement, or none when nothing is visible.</summary>
    public static IEnumerable<Statement> Describe(ColourReport report)
    {
        if (report.Main.Count > 0)
        {
            var sentences = new[] { Shares(report), Places(report.Main), Accents(report.Accents) };
            yield return new Statement(Topic.Colour, string.Join(' ', sentences.OfType<string>()));
        }
    }

    private static string Shares(ColourReport report)
    {
        var all = report.Main.Select(Share).ToList();
        var main = report.Main[0];
        if (main.Percent >= AlmostAll)
        {
            return main.Percent == 100 ? $"All of it is {main.Name}." : $"Almost all of it is {all[0]}.";
        }

        var rest = report.RestPercent >= RestWorthTelling
            ? string.Create(CultureInfo.InvariantCulture, $"; the remaining {report.RestPercent} % is made up of other colours")
            : string.Empty;
        var grey = report.IsGreyscale ? "It has no colours, only black, white and grey: " : null;
        if (main.Percent >= Mostly)
        {
            var others = all.Count > 1 ? ", with " + Wording.List(all[1..]) : string.Empty;
            return $"{grey ?? "It is "}mostly {all[0]}{others}{rest}.";
        }

        return all.Count == 1
            ? $"{grey ?? "Its largest colour is "}{all[0]}{rest}."
            : $"{grey ?? "Its main colours are "}{Wording.List(all)}{rest}.";
    }

    private static string? Places(IReadOnlyList<ColourShare> main)
    {
        if (main[0].Percent >= AlmostAll)
        {
            return null;
        }

        var placed = main.Where(c => c.Place is not null).GroupBy(c => c.Place!).OrderBy(g => PlaceFinder.Rank(g.Key)).ToList();
        if (placed.Count == 0)
        {
            return main.Count > 1 ? "They are spread over the whole picture." : null;
        }

        var clauses = placed.Select((group, index) => Clause(group.Key, [.. group], withVerb: index == 0)).ToList();
        return Wording.Sentence(Wording.Clauses(clauses)) + ".";
    }

    private static string Clause(string place, List<ColourShare> colours, bool withVerb)
    {
        var names = Wording.List([.. colours.Select(Definite)]);
        var verb = withVerb ? (colours.Count > 1 || IsPlural(colours[0]) ? " lie" : " lies") : string.Empty;
        return $"{names}{verb} {place}";
    }

    // "shades of blue", told again: "the blues".
    private static string Definite(ColourShare colour) => IsPlural(colour) ? $"the {colour.Family}s" : $"the {colour.Name}";

    private static bool IsPlural(ColourShare colour) => colour.Name.StartsWith("shades", StringComparison.Ordinal);

    private static string? Accents(IReadOnlyList<ColourShare> accents) =>
        accents.Count == 0
            ? null
            : $"Small parts stand out in {Wording.List([.. accents.Select(c => c.Place is null ? Share(c) : $"{c.Name} ({Number(c)}, {c.Place})")])}.";

    private static string Share(ColourShare colour) => $"{colour.Name} ({Number(colour)})";

    private static string Number(ColourShare colour) =>
        colour.Percent == 0 ? "under 1 %" : string.Create(CultureInfo.InvariantCulture, $"{colour.Percent} %");
}
