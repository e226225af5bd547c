using System.Text.Json;

namespace Iris.Core.Catalogue.Formulas;

/// <summary>Takes the numbers of a rule out of its object, and names the rule and the member when one is missing or senseless.</summary>
/// <param name="formula">Name of the rule.</param>
/// <param name="members">The object; anything else has no members.</param>
internal readonly struct FormulaNumbers(string formula, JsonElement members)
{
    /// <summary>True when the member is there and is not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A whole number from 1 on.</summary>
    public int Int(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) && number > 0
            ? number
            : throw Wrong(name, "a whole number from 1 on");

    /// <summary>A whole number from 1 on, or null when the member is missing.</summary>
    public int? OptionalInt(string name) => Has(name) ? Int(name) : null;

    /// <summary>A whole number from 0 on.</summary>
    public int Count(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) && number >= 0
            ? number
            : throw Wrong(name, "a whole number from 0 on");

    /// <summary>A whole number from 1 on that may need more than 31 bits.</summary>
    public long Long(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) && number > 0
            ? number
            : throw Wrong(name, "a whole number from 1 on");

    /// <summary>A number above 0, kept as it is written.</summary>
    public decimal Decimal(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out var number) && number > 0
            ? number
            : throw Wrong(name, "a number above 0");

    /// <summary>A number above 0.</summary>
    public double Double(string name) => (double)Decimal(name);

    /// <summary>True or false.</summary>
    public bool Flag(string name) =>
        Find(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value
            ? value.GetBoolean()
            : throw Wrong(name, "true or false");

    /// <summary>True when the member says <c>false</c>.</summary>
    public bool IsFalse(string name) => Find(name) is { ValueKind: JsonValueKind.False };

    /// <summary>One of some words.</summary>
    public string Word(string name, params ReadOnlySpan<string> words)
    {
        var word = Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
        return word is not null && words.Contains(word) ? word : throw Wrong(name, $"one of: {string.Join(", ", words.ToArray())}");
    }

    /// <summary>The numbers of an object inside.</summary>
    public FormulaNumbers Inner(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Object } value
            ? new FormulaNumbers($"{formula}.{name}", value)
            : throw Wrong(name, "an object");

    /// <summary>The error for a member.</summary>
    public InvalidDataException Wrong(string name, string wanted) => new($"token formula '{formula}': '{name}' must be {wanted}");

    private JsonElement? Find(string name) =>
        members.ValueKind == JsonValueKind.Object && members.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
}
