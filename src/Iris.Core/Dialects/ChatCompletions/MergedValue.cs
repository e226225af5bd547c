using System.Buffers;
using System.Text.Json;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>A JSON value that arrives in pieces.</summary>
internal sealed class MergedValue
{
    // Text between its quotes, the elements of an array, or one scalar: raw JSON in each case. Two pieces of an escaped
    // text may be joined as they are; a surrogate pair that a provider split over two chunks is whole again by that.
    private readonly ArrayBufferWriter<byte> _raw = new();
    private readonly SortedDictionary<int, MergedObject> _numbered = [];
    private MergedObject? _object;
    private Kind _kind;

    private enum Kind
    {
        Scalar,
        Text,
        Array,
        Object,
    }

    /// <summary>Bytes of a growing text; 0 for everything else.</summary>
    public int TextBytes => _kind == Kind.Text ? _raw.WrittenCount : 0;

    /// <summary>Takes the value that the reader stands at in.</summary>
    /// <param name="reader">At the value; afterwards at its end.</param>
    /// <param name="source">The JSON that the reader reads.</param>
    /// <param name="grows">True when a string continues the one before, false when it replaces it.</param>
    public void Merge(ref Utf8JsonReader reader, ReadOnlySpan<byte> source, bool grows)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Become(Kind.Object);
                (_object ??= new MergedObject()).Merge(ref reader, source);
                break;
            case JsonTokenType.StartArray:
                Become(Kind.Array);
                MergeElements(ref reader, source);
                break;
            case JsonTokenType.String when grows:
                Become(Kind.Text);
                _raw.Write(reader.ValueSpan);
                break;
            default:
                Become(Kind.Scalar);
                _raw.ResetWrittenCount();
                _raw.Write(source[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]);
                break;
        }
    }

    /// <summary>Writes the value as it is by now.</summary>
    public void Write(Utf8JsonWriter json)
    {
        switch (_kind)
        {
            case Kind.Object:
                json.WriteStartObject();
                _object!.WriteMembers(json);
                json.WriteEndObject();
                break;
            case Kind.Array:
                WriteElements(json);
                break;
            case Kind.Text:
                json.WriteRawValue([(byte)'"', .. _raw.WrittenSpan, (byte)'"'], skipInputValidation: true);
                break;
            default:
                json.WriteRawValue(_raw.WrittenSpan, skipInputValidation: true);
                break;
        }
    }

    private void Become(Kind kind)
    {
        if (_kind != kind)
        {
            _raw.ResetWrittenCount();
            _numbered.Clear();
            _object = null;
            _kind = kind;
        }
    }

    /// <summary>Elements with an <c>index</c> (tool calls) are pieces of the element of that number; others come one after the other.</summary>
    private void MergeElements(ref Utf8JsonReader reader, ReadOnlySpan<byte> source)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject && IndexOf(reader) is { } index)
            {
                if (!_numbered.TryGetValue(index, out var element))
                {
                    _numbered.Add(index, element = new MergedObject());
                }

                element.Merge(ref reader, source);
                continue;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            _raw.Write(_raw.WrittenCount == 0 ? default : ","u8);
            _raw.Write(source[start..(int)reader.BytesConsumed]);
        }
    }

    private void WriteElements(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var element in _numbered.Values)
        {
            json.WriteStartObject();
            element.WriteMembers(json, "index");
            json.WriteEndObject();
        }

        if (_raw.WrittenCount > 0)
        {
            json.WriteRawValue(_raw.WrittenSpan, skipInputValidation: true);
        }

        json.WriteEndArray();
    }

    /// <summary>Looks ahead with a copy of the reader.</summary>
    private static int? IndexOf(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIndex = reader.ValueTextEquals("index"u8);
            reader.Read();
            if (isIndex && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var index))
            {
                return index;
            }

            reader.Skip();
        }

        return null;
    }
}
