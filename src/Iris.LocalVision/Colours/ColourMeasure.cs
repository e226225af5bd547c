using Iris.Core.Images;

namespace Iris.LocalVision.Colours;

/// <summary>Finds the main colours of a picture, by name and share, and where they lie.</summary>
internal static class ColourMeasure
{
    // A shade this large is told by itself, even beside a relative ("light blue at the top, dark blue at the bottom").
    private const double OwnShare = 0.12;

    private const double MainShare = 0.05;
    private const double AccentShare = 0.007;
    private const int MostMain = 6;
    private const int UsualMain = 4;

    // With this much told, further small shares only lengthen the sentence.
    private const double Enough = 0.75;
    private const int MostAccents = 2;

    /// <summary>Measures; pure.</summary>
    public static ColourReport Of(Raster raster)
    {
        var tally = ColourTally.Of(raster);
        if (tally.Visible == 0)
        {
            return new ColourReport([], [], 0, false);
        }

        var groups = Group(tally);
        var main = Main(groups, tally.Visible);
        if (main.Count == 0)
        {
            main.Add(groups[0]);
        }

        var accents = groups.Except(main).Where(g => IsAccent(g, main, tally.Visible)).Take(MostAccents).ToList();
        var percents = WholePercents.Round([.. main.Concat(accents).Select(g => g.Pixels)], tally.Visible);
        return new ColourReport(
            [.. main.Select((g, i) => Share(g, percents[i]))],
            [.. accents.Select((g, i) => Share(g, percents[main.Count + i]))],
            percents[^1],
            tally.IsGreyscale);
    }

    private static List<ColourGroup> Group(ColourTally tally)
    {
        var shades = Enumerable.Range(0, ColourVocabulary.Words.Count)
            .Select(word => (Word: word, Pixels: Pixels(tally, word)))
            .Where(shade => shade.Pixels > 0)
            .OrderByDescending(shade => shade.Pixels);
        var groups = new List<ColourGroup>();
        foreach (var (word, pixels) in shades)
        {
            var name = ColourVocabulary.Words[word];
            var relative = pixels >= tally.Visible * OwnShare ? null : groups.Find(g => g.Takes(name));
            if (relative is null)
            {
                groups.Add(new ColourGroup(name, tally.FieldsOf(word)));
            }
            else
            {
                relative.Add(tally.FieldsOf(word));
            }
        }

        JoinMixed(groups);
        groups.Sort((left, right) => right.Pixels.CompareTo(left.Pixels));
        return groups;
    }

    // Two groups that are both "shades of blue" cannot be told apart in words.
    private static void JoinMixed(List<ColourGroup> groups)
    {
        foreach (var family in groups.Where(g => g.IsMixed).GroupBy(g => g.Family).Where(f => f.Count() > 1).ToList())
        {
            foreach (var other in family.Skip(1))
            {
                family.First().Add(other);
                groups.Remove(other);
            }
        }
    }

    private static List<ColourGroup> Main(List<ColourGroup> groups, long visible)
    {
        var main = new List<ColourGroup>();
        long covered = 0;
        foreach (var group in groups.Where(g => g.Pixels >= visible * MainShare).OrderByDescending(g => g.Salience))
        {
            if (main.Count == MostMain || (main.Count >= UsualMain && covered >= visible * Enough))
            {
                break;
            }

            main.Add(group);
            covered += group.Pixels;
        }

        return [.. main.OrderByDescending(g => g.Pixels)];
    }

    private static bool IsAccent(ColourGroup group, List<ColourGroup> main, long visible) =>
        group.Pixels >= visible * AccentShare
        && group.Pixels < visible * MainShare
        && group.IsVivid
        && main.TrueForAll(g => g.Family != group.Family);

    private static ColourShare Share(ColourGroup group, int percent) => new(group.Name, group.Family, percent, group.Place);

    private static long Pixels(ColourTally tally, int word)
    {
        long sum = 0;
        foreach (var field in tally.FieldsOf(word))
        {
            sum += field;
        }

        return sum;
    }
}
