using System.Text.Json;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>Copies the choices of a provider's chat completion so that every client SDK accepts them: keys that they demand are added, nulls that they refuse are left out, all else stays byte for byte.</summary>
/// <remarks>What each SDK demands was tried with the SDKs themselves: wire-level facts, sections 2.4, 2.7 and 5.4.</remarks>
internal static class ChoicesNormalizer
{
    /// <summary>Writes the elements of the array that the reader stands at.</summary>
    /// <param name="reader">At the opening bracket; afterwards at the closing one.</param>
    /// <param name="source">The JSON that the reader reads.</param>
    /// <param name="json">Inside an open array.</param>
    /// <param name="form">What the choices are and become.</param>
    /// <returns>Bytes of answer text seen.</returns>
    public static long Write(ref Utf8JsonReader reader, ReadOnlySpan<byte> source, Utf8JsonWriter json, ChoiceForm form)
    {
        long text = 0;
        var position = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                text += WriteChoice(ref reader, source, json, form, position++);
            }
            else
            {
                reader.Skip();
            }
        }

        return text;
    }

    private static long WriteChoice(ref Utf8JsonReader reader, ReadOnlySpan<byte> source, Utf8JsonWriter json, ChoiceForm form, int position)
    {
        long text = 0;
        var seen = Seen.None;
        json.WriteStartObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("index"u8))
            {
                reader.Read();
                position = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var index) ? index : position;
            }
            else if (reader.ValueTextEquals(form == ChoiceForm.Chunk ? "delta"u8 : "message"u8))
            {
                reader.Read();
                text += WriteMessage(ref reader, source, json, form);
                seen |= Seen.Message;
            }
            else if (reader.ValueTextEquals("finish_reason"u8))
            {
                reader.Read();
                WriteFinish(ref reader, json, seen);
                seen |= Seen.Finish;
            }
            else if (reader.ValueTextEquals("native_finish_reason"u8) && (seen & Seen.Finish) != 0)
            {
                // Already written from finish_reason.
                reader.Read();
                reader.Skip();
            }
            else
            {
                seen |= reader.ValueTextEquals("native_finish_reason"u8) ? Seen.Native : Seen.None;
                CopyMember(ref reader, source, json, keepNull: reader.ValueTextEquals("logprobs"u8) && form == ChoiceForm.Whole);
            }
        }

        Fill(json, seen, form, position);
        json.WriteEndObject();
        return text;
    }

    private static void Fill(Utf8JsonWriter json, Seen seen, ChoiceForm form, int position)
    {
        json.WriteNumber("index"u8, position);
        if ((seen & Seen.Finish) == 0)
        {
            json.WriteNull("finish_reason"u8);
        }

        if ((seen & Seen.Message) == 0)
        {
            BeginMessage(json, form);
            json.WriteEndObject();
        }
    }

    private static void BeginMessage(Utf8JsonWriter json, ChoiceForm form)
    {
        json.WriteStartObject(form == ChoiceForm.Whole ? "message"u8 : "delta"u8);
        if (form != ChoiceForm.Chunk)
        {
            json.WriteString("role"u8, "assistant"u8);
        }
    }

    private static long WriteMessage(ref Utf8JsonReader reader, ReadOnlySpan<byte> source, Utf8JsonWriter json, ChoiceForm form)
    {
        long text = 0;
        BeginMessage(json, form);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            json.WriteEndObject();
            return 0;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isContent = reader.ValueTextEquals("content"u8);
            if (form != ChoiceForm.Chunk && reader.ValueTextEquals("role"u8))
            {
                reader.Read();
                reader.Skip();
                continue;
            }

            if (form == ChoiceForm.WholeToChunk && reader.ValueTextEquals("tool_calls"u8))
            {
                reader.Read();
                WriteToolCalls(ref reader, source, json);
                continue;
            }

            var isText = isContent || reader.ValueTextEquals("reasoning"u8) || reader.ValueTextEquals("reasoning_content"u8);
            var keepNull = isContent || (form == ChoiceForm.Whole && reader.ValueTextEquals("refusal"u8));
            var length = CopyMember(ref reader, source, json, keepNull);
            text += isText ? length : 0;
        }

        json.WriteEndObject();
        return text;
    }

    /// <summary>A stream's tool calls carry their number, by which clients put the pieces together.</summary>
    private static void WriteToolCalls(ref Utf8JsonReader reader, ReadOnlySpan<byte> source, Utf8JsonWriter json)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        json.WriteStartArray("tool_calls"u8);
        var number = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            json.WriteStartObject();
            json.WriteNumber("index"u8, number++);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                if (reader.ValueTextEquals("index"u8))
                {
                    reader.Read();
                    reader.Skip();
                }
                else
                {
                    CopyMember(ref reader, source, json, keepNull: false);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFinish(ref Utf8JsonReader reader, Utf8JsonWriter json, Seen seen)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            json.WriteNull("finish_reason"u8);
            return;
        }

        json.WriteString("finish_reason"u8, FinishWords.Normalize(ref reader));
        if ((seen & Seen.Native) == 0)
        {
            json.WritePropertyName("native_finish_reason"u8);
            json.WriteStringValue(reader.GetString());
        }
    }

    /// <summary>Copies a member as it stands.</summary>
    /// <returns>Bytes of the value when it is a string, else 0.</returns>
    internal static int CopyMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> source, Utf8JsonWriter json, bool keepNull)
    {
        string? escapedName = null;
        var name = reader.ValueSpan;
        if (reader.ValueIsEscaped)
        {
            escapedName = reader.GetString();
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.Null && !keepNull)
        {
            return 0;
        }

        var start = (int)reader.TokenStartIndex;
        var length = reader.TokenType == JsonTokenType.String ? reader.ValueSpan.Length : 0;
        reader.Skip();
        if (escapedName is null)
        {
            json.WritePropertyName(name);
        }
        else
        {
            json.WritePropertyName(escapedName);
        }

        json.WriteRawValue(source[start..(int)reader.BytesConsumed], skipInputValidation: true);
        return length;
    }

    [Flags]
    private enum Seen
    {
        None = 0,
        Message = 1,
        Finish = 2,
        Native = 4,
    }
}
