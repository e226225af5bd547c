using System.Collections.Frozen;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>Counts what a model is given to read besides images (<see cref="ChatRequest.PromptBytes"/>), where it lies. Base64 is data and never text.</summary>
internal sealed class PromptCounter(JsonBody json)
{
    // Beside its content, what the model is given of a message.
    private static readonly FrozenSet<string> ReadByTheModel = new[]
    {
        "name", "tool_calls", "function_call", "refusal", "reasoning", "reasoning_content", "reasoning_details",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Their size in bytes says nothing of what a model makes of them.
    private static readonly FrozenSet<string> BinaryParts = new[]
    {
        "input_audio", "audio", "audio_url", "file", "input_file", "document", "video", "video_url", "input_video",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>UTF-8 bytes so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Counts a block: text as it is read, an unknown part with its words, images and other binary parts not at all.</summary>
    public void Add(ContentBlock block)
        => Bytes += block switch
        {
            TextBlock { Text: { IsEscaped: true, Range: var range } } => TextLength.Decoded(json.Bytes, range.Start, range.Length),
            TextBlock { Text.Range.Length: var length } => length,
            OpaqueBlock opaque when !BinaryParts.Contains(opaque.Type) => TextLength.WithoutBase64(json, opaque.Range.Start, opaque.Range.Length),
            _ => 0,
        };

    /// <summary>Counts a member of a message that is no content.</summary>
    /// <param name="name">Its key; only of some is the value read by the model.</param>
    /// <param name="start">Where its value begins in the body; a value of null is not for this method.</param>
    /// <param name="length">Bytes of the value.</param>
    public void AddMember(string name, long start, long length)
        => Bytes += ReadByTheModel.Contains(name) ? TextLength.WithoutBase64(json, start, length) : 0;
}
