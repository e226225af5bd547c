using System.Collections.Frozen;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>Writes a request that arrived in this wire for a provider of this wire: the original bytes, spliced. Unknown fields stay untouched.</summary>
public static class ChatCompletionsRequestWriter
{
    // Fields that only a router understands; api.openai.com refuses a request that has them (OpenRouter openapi.yaml, 2026-08-22).
    private static readonly FrozenSet<string> RouterFields = new[]
    {
        "provider", "models", "route", "transforms", "plugins", "usage", "preset", "session_id", "trace", "debug",
        "include_reasoning", "stop_server_tools_when",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Plans the outgoing body.</summary>
    /// <param name="request">Read by the reader of the same dialect.</param>
    /// <param name="body">The bytes behind it.</param>
    /// <param name="images">One for each image, in order.</param>
    /// <param name="options">The provider's wishes.</param>
    /// <exception cref="ArgumentException">The request came in another dialect.</exception>
    public static SplicePlan Write(ChatRequest request, RequestBody body, IReadOnlyList<OutgoingImage> images, ChatWriteOptions options)
    {
        var layout = request.Layout as ChatCompletionsLayout
            ?? throw new ArgumentException("The request was not read as a chat completion.", nameof(request));
        var plan = new SplicePlan(body);
        var edits = ImageEdits.Of(request, layout, images, options.Detail);
        var first = true;
        foreach (var member in layout.Members)
        {
            WriteMember(member, layout, edits, options, request.Stream, plan, ref first);
        }

        if (request.Model is null && !layout.Members.Any(member => member.Name == "model"))
        {
            Literal(Model(options.UpstreamModel), plan, ref first);
        }

        if (request.Stream && options.TakesStreamOptions)
        {
            Literal("\"stream_options\":{\"include_usage\":true}"u8.ToArray(), plan, ref first);
        }

        plan.AddLiteral("}"u8.ToArray());
        return plan;
    }

    private static void WriteMember(
        TopLevelMember member,
        ChatCompletionsLayout layout,
        List<BodyEdit> edits,
        ChatWriteOptions options,
        bool stream,
        SplicePlan plan,
        ref bool first)
    {
        if (member.Name == "messages")
        {
            Open(plan, ref first);
            BodyEdit.Apply(edits, member.Range, plan);
        }
        else if (member.Name == "model")
        {
            Literal(Model(options.UpstreamModel), plan, ref first);
        }
        else if (IsRenamed(member, layout, options, out var dropped))
        {
            if (!dropped)
            {
                Literal(Encoding.UTF8.GetBytes($"\"{options.MaxTokensField}\":"), plan, ref first);
                plan.AddRange(member.Value.Start, member.Value.Length);
            }
        }
        else if (!IsDropped(member, options, stream))
        {
            Open(plan, ref first);
            plan.AddRange(member.Range.Start, member.Range.Length);
        }
    }

    private static bool IsDropped(TopLevelMember member, ChatWriteOptions options, bool stream)
        => member.Name == "iris"
            || (member.Name == "stream_options" && (stream || !options.TakesStreamOptions))
            || (!options.KeepsRouterFields && RouterFields.Contains(member.Name));

    private static bool IsRenamed(TopLevelMember member, ChatCompletionsLayout layout, ChatWriteOptions options, out bool dropped)
    {
        dropped = false;
        if (member.Name is not ("max_tokens" or "max_completion_tokens") || member.Name == options.MaxTokensField)
        {
            return false;
        }

        dropped = layout.Members.Any(other => other.Name == options.MaxTokensField);
        return true;
    }

    private static void Literal(byte[] bytes, SplicePlan plan, ref bool first)
    {
        Open(plan, ref first);
        plan.AddLiteral(bytes);
    }

    private static void Open(SplicePlan plan, ref bool first)
    {
        plan.AddLiteral(first ? "{"u8.ToArray() : ","u8.ToArray());
        first = false;
    }

    private static byte[] Model(string upstreamModel)
        => Encoding.UTF8.GetBytes($"\"model\":\"{JsonEncodedText.Encode(upstreamModel, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");
}
