namespace Iris.Commands;

/// <summary>Puts cells into columns for a terminal. What does not fit into its column goes on in the next line.</summary>
/// <remarks>Each column is as wide as its longest text; one is at most as wide as what the others leave, and the first gives way where that is too little.</remarks>
/// <param name="width">Columns of the terminal.</param>
/// <param name="flexible">The column that gets what the others leave; not the first.</param>
/// <param name="widest">The most for each column; the flexible one's is not looked at.</param>
internal sealed class TableLayout(int width, int flexible, IReadOnlyList<int> widest)
{
    private const string Gap = "  ";
    private const int Narrowest = 24;
    private readonly List<IReadOnlyList<string>> _rows = [];

    /// <summary>Adds a row with one text for each column; a line feed begins a new line in its cell.</summary>
    public void Add(IReadOnlyList<string> cells) => _rows.Add(cells);

    /// <summary>The lines of all rows, without spaces at their ends.</summary>
    public IEnumerable<string> Lines()
    {
        var widths = Widths();
        foreach (var row in _rows)
        {
            var cells = row.Select((text, column) => Wrap(text, widths[column])).ToArray();
            for (var line = 0; line < cells.Max(cell => cell.Count); line++)
            {
                yield return string.Join(Gap, cells.Select((cell, column) => (line < cell.Count ? cell[line] : "").PadRight(widths[column]))).TrimEnd();
            }
        }
    }

    private int[] Widths()
    {
        var widths = Enumerable.Range(0, widest.Count)
            .Select(column => column == flexible ? 0 : Longest(column, widest[column]))
            .ToArray();
        var left = width - widths.Sum() - (Gap.Length * (widths.Length - 1));
        var lacking = Math.Clamp(Narrowest - left, 0, widths[0] - 1);
        widths[0] -= lacking;
        widths[flexible] = Longest(flexible, left + lacking);
        return widths;
    }

    private int Longest(int column, int most) => _rows.Max(row => Wrap(row[column], most).Max(line => line.Length));

    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var rest = paragraph.AsSpan();
            while (rest.Length > width)
            {
                var end = Break(rest, width);
                lines.Add(rest[..end].TrimEnd(' ').ToString());
                rest = rest[end..].TrimStart(' ');
            }

            lines.Add(rest.ToString());
        }

        return lines;
    }

    /// <summary>Where a text that is too long goes on: at its last space, else behind a sign that parts names, else in the middle of a word.</summary>
    private static int Break(ReadOnlySpan<char> text, int width)
    {
        var space = text[..(width + 1)].LastIndexOf(' ');
        if (space > 0)
        {
            return space;
        }

        var sign = text[..width].LastIndexOfAny("/-_,:");
        return sign > 0 ? sign + 1 : width;
    }
}
