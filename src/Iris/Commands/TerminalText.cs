using System.Text;

namespace Iris.Commands;

/// <summary>Text of others on its way to a terminal.</summary>
internal static class TerminalText
{
    /// <summary>The text without control characters, save line feed and tab: a model or a sign in a photo must not move the cursor or set a title.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(IsUnwanted))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        foreach (var character in text.Where(character => !IsUnwanted(character)))
        {
            kept.Append(character);
        }

        return kept.ToString();
    }

    private static bool IsUnwanted(char character) => char.IsControl(character) && character is not ('\n' or '\t');
}
