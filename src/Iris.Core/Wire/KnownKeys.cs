using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Iris.Core.Wire;

/// <summary>The keys that requests usually have, as strings that exist once, so that reading a request does not create them anew.</summary>
internal static class KnownKeys
{
    private static readonly FrozenSet<string> Keys = new[]
    {
        "model", "messages", "stream", "max_tokens", "max_completion_tokens", "temperature", "top_p", "stop", "tools",
        "role", "content", "type", "text", "image_url", "url", "detail", "image", "images", "source", "data", "media_type",
        "mime_type", "file", "file_id", "file_data", "file_url", "filename", "models", "provider", "stream_options", "n", "user",
        "tool_calls", "tool_call_id", "name", "cache_control", "response_format", "seed", "tool_choice",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Keys.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The current property's name.</summary>
    public static string Intern(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        if (name.Length > 32 || reader.ValueIsEscaped)
        {
            return reader.GetString()!;
        }

        Span<char> text = stackalloc char[32];
        var length = Encoding.UTF8.GetChars(name, text);
        return Lookup.TryGetValue(text[..length], out var known) ? known : new string(text[..length]);
    }
}
