using System.Text.Json;

namespace Iris.Core.Catalogue.Files;

/// <summary>A file that is being read, and what was found wrong.</summary>
/// <param name="File">Its name, for mistakes.</param>
/// <param name="Mistakes">Collects them.</param>
/// <param name="IsOperators">False for an embedded file.</param>
internal sealed record CatalogueText(string File, List<CatalogueMistake> Mistakes, bool IsOperators)
{
    private const int MostShown = 40;

    /// <summary>A text, or null when it is no valid Unicode (half a surrogate pair).</summary>
    public static string? Of(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A member's name; a mark that is no known name when it is no valid Unicode.</summary>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            return Shown(member.Name);
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    /// <summary>What a value is, in the words of a mistake.</summary>
    public static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Of(value) is { } text ? string.IsNullOrWhiteSpace(text) ? "an empty text" : $"the text \"{Shown(text)}\"" : "a text that is no valid Unicode",
        JsonValueKind.Number => Shown(value.GetRawText()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "a list",
        _ => "an object",
    };

    /// <summary>A text of the file as a mistake may show it: short, and of one line.</summary>
    public static string Shown(string text) => Plain(text.Length > MostShown ? $"{text[..MostShown]}…" : text);

    private static string Plain(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;
}
