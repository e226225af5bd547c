using System.Text.Json;
using Iris.Core.Model;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>Finish reasons in the words of chat completions.</summary>
internal static class FinishWords
{
    /// <summary>The word for a reason.</summary>
    public static ReadOnlySpan<byte> Of(FinishReason reason) => reason switch
    {
        FinishReason.Stop => "stop"u8,
        FinishReason.Length => "length"u8,
        FinishReason.ToolCalls => "tool_calls"u8,
        FinishReason.ContentFilter => "content_filter"u8,
        _ => "error"u8,
    };

    /// <summary>The normalised word for the string that the reader stands at; a word of the common vocabulary stays, a vendor's own is mapped.</summary>
    /// <remarks>vercel/ai's maps of finish reasons and the vendors' enums, provider facts section 0, 2026-08.</remarks>
    public static ReadOnlySpan<byte> Normalize(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("length"u8) || reader.ValueTextEquals("model_length"u8) || reader.ValueTextEquals("max_tokens"u8))
        {
            return "length"u8;
        }

        if (reader.ValueTextEquals("tool_calls"u8) || reader.ValueTextEquals("function_call"u8))
        {
            return "tool_calls"u8;
        }

        if (reader.ValueTextEquals("content_filter"u8) || reader.ValueTextEquals("sensitive"u8))
        {
            return "content_filter"u8;
        }

        return reader.ValueTextEquals("error"u8) || reader.ValueTextEquals("insufficient_system_resource"u8) || reader.ValueTextEquals("network_error"u8)
            ? "error"u8
            : "stop"u8;
    }
}
