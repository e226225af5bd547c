using System.Text.Json;
using System.Text.Unicode;
using Iris.Core.Model;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>What a provider's JSON (a whole answer or a stream's chunk) tells without being taken apart.</summary>
public readonly record struct AnswerChunk
{
    /// <summary>True when it is one well-formed JSON object in UTF-8.</summary>
    public bool IsObject { get; private init; }

    /// <summary>True when it has an array <c>choices</c>.</summary>
    public bool HasChoices { get; private init; }

    /// <summary>True when that array holds at least one choice.</summary>
    public bool HasChoice { get; private init; }

    /// <summary>True when a choice has a finish reason.</summary>
    public bool IsFinished { get; private init; }

    /// <summary>Its usage, or null.</summary>
    public TokenUsage? Usage { get; private init; }

    /// <summary>Its error, or null.</summary>
    public UpstreamErrorBody? Error { get; private init; }

    /// <summary>Reads.</summary>
    public static AnswerChunk Inspect(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return default;
        }

        try
        {
            CheckSurrogates(json);
            return InspectObject(json);
        }
        catch (JsonException)
        {
            return default;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in a name or word that has to be read.
            return default;
        }
    }

    /// <summary>Half a surrogate pair may stand in a text, where a stream has cut it, but not in a name or a word that is read later.</summary>
    /// <exception cref="InvalidOperationException">There is one.</exception>
    private static void CheckSurrogates(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(json);
        var isWord = false;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                isWord = reader.GetString() is "finish_reason" or "native_finish_reason";
            }
            else if (isWord && reader.TokenType == JsonTokenType.String)
            {
                reader.GetString();
            }
        }
    }

    private static AnswerChunk InspectObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return default;
        }

        var chunk = new AnswerChunk { IsObject = true };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("choices"u8))
            {
                reader.Read();
                chunk = reader.TokenType == JsonTokenType.StartArray ? TakeChoices(ref reader, chunk) : chunk;
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                chunk = reader.TokenType == JsonTokenType.StartObject ? chunk with { Usage = UsageJson.Read(ref reader) } : chunk;
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                chunk = reader.TokenType == JsonTokenType.Null ? chunk : chunk with { Error = UpstreamErrorBody.ReadValue(ref reader) };
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        // Whatever follows the object would make this throw.
        reader.Read();
        return chunk;
    }

    private static AnswerChunk TakeChoices(ref Utf8JsonReader reader, AnswerChunk chunk)
    {
        var any = false;
        var finished = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            any = true;
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isFinish = reader.ValueTextEquals("finish_reason"u8);
                reader.Read();
                finished |= isFinish && reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > 0;
                reader.Skip();
            }
        }

        return chunk with { HasChoices = true, HasChoice = any, IsFinished = finished };
    }
}
