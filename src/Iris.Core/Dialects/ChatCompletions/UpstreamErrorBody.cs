using System.Text.Json;
using System.Text.Unicode;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>A provider's error in any of the shapes that vendors of this wire send.</summary>
/// <param name="Message">Its words, or null.</param>
/// <param name="Code">Its code as text, or null.</param>
/// <param name="Type">Its type, or null.</param>
/// <param name="Param">The field that it names, or null.</param>
public sealed record UpstreamErrorBody(string? Message, string? Code, string? Type, string? Param)
{
    /// <summary>Reads a body: <c>{"error":{…}}</c>, <c>{"error":"…"}</c>, <c>{"message":…}</c>, <c>{"detail":…}</c>.</summary>
    /// <returns>Null when it is no JSON object.</returns>
    public static UpstreamErrorBody? Read(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader) : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads the value of <c>error</c> that the reader stands at.</summary>
    internal static UpstreamErrorBody ReadValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return ReadObject(ref reader);
        }

        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        reader.Skip();
        return new UpstreamErrorBody(text, null, null, null);
    }

    private static UpstreamErrorBody ReadObject(ref Utf8JsonReader reader)
    {
        var found = new UpstreamErrorBody(null, null, null, null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            found = name switch
            {
                "error" when reader.TokenType != JsonTokenType.Null => ReadValue(ref reader),
                "message" or "detail" or "msg" => found with { Message = Text(ref reader) ?? found.Message },
                "code" => found with { Code = Text(ref reader) },
                "type" => found with { Type = Text(ref reader) },
                "param" => found with { Param = Text(ref reader) },
                _ => found,
            };
            reader.Skip();
        }

        return found;
    }

    private static string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
        _ => null,
    };
}
