using System.Text.Json;

namespace Iris.Core.Catalogue.Embedded;

/// <summary>Reads the data files that the assembly carries.</summary>
/// <remarks>Once, at start. A plain document, because the generated readers cost 480 methods to compile and 50 ms of every start (2026-11-20).</remarks>
internal static class EmbeddedJson
{
    /// <summary>Parses a file and hands its root to <paramref name="read"/>; what that returns must not hold on to the root.</summary>
    /// <param name="name">The logical name below <c>Iris.Core.</c>.</param>
    /// <param name="read">Turns the root into what is wanted.</param>
    /// <exception cref="InvalidDataException">The file is missing: a bug of the build.</exception>
    public static T Read<T>(string name, Func<JsonElement, T> read)
    {
        using var document = Open(name);
        return read(document.RootElement);
    }

    /// <summary>Parses a file. The caller disposes it.</summary>
    /// <param name="name">The logical name below <c>Iris.Core.</c>.</param>
    /// <exception cref="InvalidDataException">The file is missing: a bug of the build.</exception>
    public static JsonDocument Open(string name)
    {
        using var stream = typeof(EmbeddedJson).Assembly.GetManifestResourceStream($"Iris.Core.{name}")
            ?? throw new InvalidDataException($"the assembly lacks {name}");
        return JsonDocument.Parse(stream);
    }

    /// <summary>Reads the rows of a list, one by one (a loop, since a query over structs is compiled anew).</summary>
    public static T[] Rows<T>(this JsonElement root, string list, Func<JsonElement, T> read)
    {
        var rows = root.GetProperty(list);
        var result = new T[rows.GetArrayLength()];
        var next = 0;
        foreach (var row in rows.EnumerateArray())
        {
            result[next++] = read(row);
        }

        return result;
    }

    public static string Text(this JsonElement row, string property) =>
        row.GetProperty(property).GetString() ?? throw new InvalidDataException($"'{property}' is null in {row}");

    public static string? OptionalText(this JsonElement row, string property) =>
        row.TryGetProperty(property, out var value) ? value.GetString() : null;

    public static int? OptionalInt(this JsonElement row, string property) =>
        row.TryGetProperty(property, out var value) ? value.GetInt32() : null;

    public static long? OptionalLong(this JsonElement row, string property) =>
        row.TryGetProperty(property, out var value) ? value.GetInt64() : null;

    public static bool Flag(this JsonElement row, string property, bool otherwise) =>
        row.TryGetProperty(property, out var value) ? value.GetBoolean() : otherwise;

    public static string[]? OptionalTexts(this JsonElement row, string property)
    {
        if (!row.TryGetProperty(property, out var list))
        {
            return null;
        }

        var texts = new string[list.GetArrayLength()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = list[i].GetString() ?? throw new InvalidDataException($"'{property}' holds null in {row}");
        }

        return texts;
    }

    public static string[] Texts(this JsonElement row, string property) =>
        row.OptionalTexts(property) ?? throw new InvalidDataException($"'{property}' is missing in {row}");
}
