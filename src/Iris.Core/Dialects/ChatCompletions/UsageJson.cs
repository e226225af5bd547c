using System.Text.Json;
using Iris.Core.Model;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary><c>usage</c> of a chat completion, both directions.</summary>
internal static class UsageJson
{
    /// <summary>Writes the member <c>"usage":{…}</c>. Integers stay integers and <c>cost_details</c> is complete or null, because OpenRouter's SDK refuses anything else.</summary>
    public static void WriteMember(AnswerUsage usage, Utf8JsonWriter json)
    {
        var tokens = usage.Tokens;
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, tokens.PromptTokens);
        json.WriteNumber("completion_tokens"u8, tokens.CompletionTokens);
        json.WriteNumber("total_tokens"u8, tokens.TotalTokens);
        json.WriteStartObject("prompt_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, tokens.CachedTokens);
        if (tokens.ImageTokens is { } images)
        {
            json.WriteNumber("image_tokens"u8, images);
        }

        json.WriteEndObject();
        json.WriteStartObject("completion_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, tokens.ReasoningTokens);
        json.WriteEndObject();
        if (tokens.Estimated)
        {
            json.WriteBoolean("estimated"u8, true);
        }

        WriteCost(usage, json);
        json.WriteEndObject();
    }

    /// <summary>Reads the usage object that the reader stands at. Counts that are missing, negative or no integers become zero and mark the usage as estimated.</summary>
    public static TokenUsage Read(ref Utf8JsonReader reader)
    {
        long prompt = 0, completion = 0, cached = 0, reasoning = 0;
        long? images = null;
        bool odd = false, hasPrompt = false, hasCompletion = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("prompt_tokens"u8))
            {
                prompt = Count(ref reader, ref odd);
                hasPrompt = true;
            }
            else if (reader.ValueTextEquals("completion_tokens"u8))
            {
                completion = Count(ref reader, ref odd);
                hasCompletion = true;
            }
            else if (reader.ValueTextEquals("prompt_tokens_details"u8))
            {
                ReadDetails(ref reader, ref cached, ref images, ref reasoning);
            }
            else if (reader.ValueTextEquals("completion_tokens_details"u8))
            {
                ReadDetails(ref reader, ref cached, ref images, ref reasoning);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return new TokenUsage
        {
            PromptTokens = prompt,
            CompletionTokens = completion,
            CachedTokens = Math.Min(cached, prompt),
            ImageTokens = images,
            ReasoningTokens = Math.Min(reasoning, completion),
            Estimated = odd || !hasPrompt || !hasCompletion,
        };
    }

    private static void WriteCost(AnswerUsage usage, Utf8JsonWriter json)
    {
        if (usage.PromptCost is not { } prompt || usage.CompletionCost is not { } completion)
        {
            json.WriteNull("cost"u8);
            return;
        }

        json.WriteNumber("cost"u8, usage.Cost.Dollars);
        json.WriteBoolean("is_byok"u8, false);
        json.WriteStartObject("cost_details"u8);
        json.WriteNull("upstream_inference_cost"u8);
        json.WriteNumber("upstream_inference_prompt_cost"u8, prompt.Dollars);
        json.WriteNumber("upstream_inference_completions_cost"u8, completion.Dollars);
        json.WriteEndObject();
    }

    private static void ReadDetails(ref Utf8JsonReader reader, ref long cached, ref long? images, ref long reasoning)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var ignored = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("cached_tokens"u8))
            {
                cached = Count(ref reader, ref ignored);
            }
            else if (reader.ValueTextEquals("image_tokens"u8))
            {
                images = Count(ref reader, ref ignored);
            }
            else if (reader.ValueTextEquals("reasoning_tokens"u8))
            {
                reasoning = Count(ref reader, ref ignored);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private static long Count(ref Utf8JsonReader reader, ref bool odd)
    {
        // No answer has a trillion tokens; a number like that is a fault and must not become a bill.
        const long Most = 1_000_000_000_000;
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) && value is >= 0 and <= Most)
        {
            return value;
        }

        odd = true;
        reader.Skip();
        return 0;
    }
}
