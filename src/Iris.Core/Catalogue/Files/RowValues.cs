using System.Text.Json;

namespace Iris.Core.Catalogue.Files;

/// <summary>The values that rows hold. What is wrong is reported to the row, and null or a harmless value comes back.</summary>
internal static class RowValues
{
    /// <summary>A text that must be there.</summary>
    public static string Text(this RowReader row, string member)
    {
        if (row.OptionalText(member) is { } text)
        {
            return text;
        }

        if (!row.TryGet(member, out _))
        {
            row.Mistake(member, "is missing", "add it: a text in quotes");
        }

        return "";
    }

    /// <summary>A text, or null when it is absent.</summary>
    public static string? OptionalText(this RowReader row, string member)
    {
        if (!row.TryGet(member, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && CatalogueText.Of(value)?.Trim() is { Length: > 0 } text)
        {
            return text;
        }

        row.Mistake(member, $"is {CatalogueText.KindOf(value)}", "write a text in quotes");
        return null;
    }

    /// <summary>A whole number, or null when it is absent.</summary>
    public static long? OptionalLong(this RowReader row, string member, long least = 1, long most = long.MaxValue)
    {
        if (!row.TryGet(member, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most)
        {
            return number;
        }

        row.Mistake(member, $"is {CatalogueText.KindOf(value)}", most == long.MaxValue ? $"write a whole number of at least {least}" : $"write a whole number from {least} to {most}");
        return null;
    }

    /// <summary>A whole number that fits 32 bits, or null when it is absent.</summary>
    public static int? OptionalInt(this RowReader row, string member, int least = 1) => (int?)row.OptionalLong(member, least, int.MaxValue);

    /// <summary>True or false.</summary>
    public static bool Flag(this RowReader row, string member, bool otherwise = false)
    {
        if (!row.TryGet(member, out var value))
        {
            return otherwise;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        row.Mistake(member, $"is {CatalogueText.KindOf(value)}", "write true or false, without quotes");
        return otherwise;
    }

    /// <summary>A list of texts, or null when it is absent.</summary>
    public static string[]? OptionalTexts(this RowReader row, string member)
    {
        if (!row.TryGet(member, out var list))
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            row.Mistake(member, $"is {CatalogueText.KindOf(list)}", "write a list of texts: [\"…\", \"…\"]");
            return null;
        }

        var texts = new List<string>(list.GetArrayLength());
        var place = 0;
        foreach (var item in list.EnumerateArray())
        {
            var path = $"{member}[{place++}]";
            if (item.ValueKind == JsonValueKind.String && CatalogueText.Of(item)?.Trim() is { Length: > 0 } text)
            {
                texts.Add(text);
            }
            else
            {
                row.Mistake(path, $"is {CatalogueText.KindOf(item)}", "write a text in quotes");
            }
        }

        return [.. texts];
    }

    /// <summary>A list of words of a known set, or null when it is absent.</summary>
    public static string[]? OptionalWords(this RowReader row, string member, string[] known)
    {
        var words = row.OptionalTexts(member);
        for (var i = 0; words is not null && i < words.Length; i++)
        {
            if (Array.IndexOf(known, words[i]) < 0)
            {
                row.Mistake($"{member}[{i}]", $"is the unknown word \"{CatalogueText.Shown(words[i])}\"", NearestWord.Of(words[i], known) is { } nearest ? $"did you mean {nearest}?" : $"known: {string.Join(", ", known)}");
            }
        }

        return words is null ? null : Array.FindAll(words, word => Array.IndexOf(known, word) >= 0);
    }
}
