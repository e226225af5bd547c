using System.Text.Json;

namespace Iris.Core.Catalogue.Files;

/// <summary>An object of a catalogue file. Hands out its members; what is wrong goes, with its path, to the list of mistakes, and a harmless value comes back.</summary>
/// <remarks>Lives as long as its document. A member that is <c>null</c> counts as absent.</remarks>
internal sealed class RowReader
{
    private readonly CatalogueText _text;
    private readonly RowReader? _parent;
    private readonly string _place;

    private RowReader(JsonElement element, CatalogueText text, RowReader? parent, string place)
    {
        Element = element;
        _text = text;
        _parent = parent;
        _place = place;
    }

    /// <summary>The object itself.</summary>
    public JsonElement Element { get; }

    /// <summary>Where it is, for instance <c>endpoints[3]</c>; empty for the root.</summary>
    public string Path => _parent is null or { Path: "" } ? _place : $"{_parent.Path}.{_place}";

    /// <summary>True for a row of the operator's own files.</summary>
    public bool IsOperators => _text.IsOperators;

    /// <summary>The root of a file; an empty object when the root is something else, which is then a mistake.</summary>
    public static RowReader Root(JsonElement root, CatalogueText text)
    {
        var reader = new RowReader(root, text, null, "");
        if (root.ValueKind == JsonValueKind.Object)
        {
            return reader;
        }

        reader.Mistake(null, $"is {CatalogueText.KindOf(root)}", "write an object: { … }");
        return new RowReader(default, text, null, "");
    }

    /// <summary>Reports a mistake.</summary>
    /// <param name="member">The member at fault, or null for the object itself.</param>
    /// <param name="problem">What is wrong, as the rest of a sentence that begins with the place.</param>
    /// <param name="remedy">What to do.</param>
    public void Mistake(string? member, string problem, string remedy)
    {
        var path = member is null ? Path : Path.Length == 0 ? member : $"{Path}.{member}";
        _text.Mistakes.Add(new CatalogueMistake(_text.File, path, problem, remedy));
    }

    /// <summary>Reports every member of an operator's row that is not among the known ones. A test does so for the embedded files, which would cost every start.</summary>
    public void Expect(params string[] known)
    {
        if (Element.ValueKind != JsonValueKind.Object || !IsOperators)
        {
            return;
        }

        foreach (var member in Element.EnumerateObject())
        {
            var name = CatalogueText.NameOf(member);
            if (Array.IndexOf(known, name) < 0)
            {
                Mistake(name, "is unknown", NearestWord.Of(name, known) is { } nearest ? $"did you mean {nearest}?" : $"known here: {string.Join(", ", known)}");
            }
        }
    }

    /// <summary>True when the member is there and not null.</summary>
    public bool TryGet(string member, out JsonElement value)
    {
        value = default;
        return Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(member, out value) && value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>A text as it is, for keys: "" when it is absent or something else, which is no mistake yet.</summary>
    public string Key(string member) => TryGet(member, out var value) && value.ValueKind == JsonValueKind.String ? CatalogueText.Of(value)?.Trim() ?? "" : "";

    /// <summary>An object, or null when it is absent.</summary>
    public RowReader? OptionalObject(string member)
    {
        if (!TryGet(member, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return new RowReader(value, _text, this, member);
        }

        Mistake(member, $"is {CatalogueText.KindOf(value)}", "write an object: { … }");
        return null;
    }

    /// <summary>The objects of a list; none when it is absent.</summary>
    public IEnumerable<RowReader> Rows(string list)
    {
        if (!TryGet(list, out var rows))
        {
            yield break;
        }

        if (rows.ValueKind != JsonValueKind.Array)
        {
            Mistake(list, $"is {CatalogueText.KindOf(rows)}", "write a list of objects: [{ … }, { … }]");
            yield break;
        }

        var place = 0;
        foreach (var row in rows.EnumerateArray())
        {
            var reader = new RowReader(row, _text, this, $"{list}[{place++}]");
            if (row.ValueKind == JsonValueKind.Object)
            {
                yield return reader;
            }
            else
            {
                reader.Mistake(null, $"is {CatalogueText.KindOf(row)}", "write an object: { … }");
            }
        }
    }
}
