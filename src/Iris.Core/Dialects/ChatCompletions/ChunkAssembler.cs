using System.Text.Json;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>Puts the chunks of a stream together to the choices of a whole answer, for a provider that streams although it was not asked to.</summary>
internal sealed class ChunkAssembler
{
    private static readonly string[] Texts = ["content", "reasoning", "reasoning_content"];
    private readonly SortedDictionary<int, Choice> _choices = [];

    /// <summary>Bytes of answer text so far.</summary>
    public long TextBytes => _choices.Values.Sum(choice => Texts.Sum(text => (long)(choice.Message[text]?.TextBytes ?? 0)));

    /// <summary>Takes one chunk in, which was checked to be JSON.</summary>
    /// <returns>False when it has no array <c>choices</c>.</returns>
    public bool Add(ReadOnlySpan<byte> source)
    {
        var found = false;
        var reader = new Utf8JsonReader(source);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isChoices = reader.ValueTextEquals("choices"u8);
            reader.Read();
            if (isChoices && reader.TokenType == JsonTokenType.StartArray)
            {
                found = true;
                AddChoices(ref reader, source);
            }
            else
            {
                reader.Skip();
            }
        }

        return found;
    }

    /// <summary>Writes the elements of <c>choices</c>.</summary>
    /// <param name="json">Inside an open array.</param>
    public void Write(Utf8JsonWriter json)
    {
        foreach (var (index, choice) in _choices)
        {
            json.WriteStartObject();
            json.WriteNumber("index"u8, index);
            json.WriteStartObject("message"u8);
            json.WriteString("role"u8, "assistant"u8);
            if (choice.Message["content"] is null)
            {
                json.WriteNull("content"u8);
            }

            choice.Message.WriteMembers(json, "role");
            json.WriteEndObject();
            choice.Rest.WriteMembers(json);
            json.WriteString("finish_reason"u8, choice.Finish);
            json.WriteString("native_finish_reason"u8, choice.Native);
            json.WriteEndObject();
        }
    }

    private void AddChoices(ref Utf8JsonReader reader, ReadOnlySpan<byte> source)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                AddChoice(ref reader, source);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void AddChoice(ref Utf8JsonReader reader, ReadOnlySpan<byte> source)
    {
        var choice = Find(IndexOf(reader));
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == "delta" && reader.TokenType == JsonTokenType.StartObject)
            {
                choice.Message.Merge(ref reader, source);
            }
            else if (name == "finish_reason" && reader.TokenType == JsonTokenType.String)
            {
                choice.Finish = System.Text.Encoding.UTF8.GetString(FinishWords.Normalize(ref reader));
                choice.Native ??= reader.GetString();
            }
            else if (name == "native_finish_reason")
            {
                choice.Native = reader.TokenType == JsonTokenType.String ? reader.GetString() : choice.Native;
                reader.Skip();
            }
            else if (name is "index" or "delta" or "finish_reason")
            {
                reader.Skip();
            }
            else
            {
                choice.Rest.MergeMember(name, ref reader, source);
            }
        }
    }

    private Choice Find(int index)
    {
        if (!_choices.TryGetValue(index, out var choice))
        {
            _choices.Add(index, choice = new Choice());
        }

        return choice;
    }

    /// <summary>Looks ahead with a copy of the reader; a choice without a number is the first.</summary>
    private static int IndexOf(Utf8JsonReader reader)
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

        return 0;
    }

    private sealed class Choice
    {
        public MergedObject Message { get; } = new();

        public MergedObject Rest { get; } = new();

        public string? Finish { get; set; }

        public string? Native { get; set; }
    }
}
