using System.Collections.Frozen;
using System.Text.Json;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>An object that arrives in pieces, as the <c>delta</c> of a stream does: texts and arrays grow, everything else is replaced.</summary>
/// <remarks>Used only where a provider streams although it was not asked to. Bounded by the cap on an answer's length.</remarks>
internal sealed class MergedObject
{
    private static readonly FrozenSet<string> GrowingTexts = new[]
    {
        "content", "refusal", "reasoning", "reasoning_content", "arguments", "transcript", "text", "summary",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly OrderedDictionary<string, MergedValue> _members = new(StringComparer.Ordinal);

    /// <summary>The member of a name, or null.</summary>
    public MergedValue? this[string name] => _members.GetValueOrDefault(name);

    /// <summary>Takes the object that the reader stands at in.</summary>
    public void Merge(ref Utf8JsonReader reader, ReadOnlySpan<byte> source)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            MergeMember(name, ref reader, source);
        }
    }

    /// <summary>Takes one member in, whose value the reader stands at. A null says nothing.</summary>
    public void MergeMember(string name, ref Utf8JsonReader reader, ReadOnlySpan<byte> source)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (!_members.TryGetValue(name, out var value))
        {
            _members.Add(name, value = new MergedValue());
        }

        value.Merge(ref reader, source, GrowingTexts.Contains(name));
    }

    /// <summary>Writes all members but those of some names.</summary>
    public void WriteMembers(Utf8JsonWriter json, params ReadOnlySpan<string> without)
    {
        foreach (var (name, value) in _members)
        {
            if (!without.Contains(name))
            {
                json.WritePropertyName(name);
                value.Write(json);
            }
        }
    }
}
