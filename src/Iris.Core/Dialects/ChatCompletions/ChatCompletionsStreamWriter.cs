using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Iris.Core.Model;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>Writes a chat completion as server-sent events.</summary>
/// <remarks>Keys without a value are left out, never null: OpenRouter's SDK refuses <c>system_fingerprint:null</c> and <c>usage:null</c> in a chunk.</remarks>
internal sealed class ChatCompletionsStreamWriter(AnswerHead head) : IAnswerWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly Utf8JsonWriter _json = new(Stream.Null, Options);
    private bool _roleSent;

    /// <inheritdoc/>
    public string ContentType => "text/event-stream";

    /// <inheritdoc/>
    public long TextBytes { get; private set; }

    /// <inheritdoc/>
    public bool Write(ChatEvent chatEvent, IBufferWriter<byte> output)
    {
        switch (chatEvent)
        {
            case TextDelta delta:
                WriteDelta(delta, output);
                return true;
            case AnswerFinished finished:
                WriteFinish(finished, output);
                return true;
            case WireChunk chunk:
                // A provider that answers in one piece although a stream was asked for makes a stream of one chunk.
                return CopyChunk(chunk.Json.Span, chunk.IsWhole ? ChoiceForm.WholeToChunk : ChoiceForm.Chunk, output);
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public void WriteKeepAlive(IBufferWriter<byte> output) => output.Write(": IRIS PROCESSING\n\n"u8);

    /// <inheritdoc/>
    public void Complete(AnswerUsage usage, IBufferWriter<byte> output, IReadOnlyList<ImageReport>? report)
    {
        Begin(output);
        _json.WriteStartArray("choices"u8);
        _json.WriteEndArray();
        UsageJson.WriteMember(usage, _json);
        if (report is not null)
        {
            ImageReportJson.WriteMember(report, _json);
        }

        End(output);
        output.Write("data: [DONE]\n\n"u8);
    }

    /// <inheritdoc/>
    public void Fail(GatewayError error, IBufferWriter<byte> output)
    {
        Begin(output);
        ChatCompletionsErrorWriter.WriteMember(error, _json);
        _json.WriteStartArray("choices"u8);
        _json.WriteStartObject();
        _json.WriteNumber("index"u8, 0);
        _json.WriteStartObject("delta"u8);
        _json.WriteString("content"u8, ""u8);
        _json.WriteEndObject();
        _json.WriteString("finish_reason"u8, "error"u8);
        _json.WriteNull("native_finish_reason"u8);
        _json.WriteEndObject();
        _json.WriteEndArray();
        End(output);
        output.Write("data: [DONE]\n\n"u8);
    }

    private void WriteDelta(TextDelta delta, IBufferWriter<byte> output)
    {
        TextBytes += delta.Utf8.Length;
        Begin(output);
        BeginChoice(delta.Choice);
        if (!_roleSent)
        {
            _json.WriteString("role"u8, "assistant"u8);
            _roleSent = true;
        }

        _json.WriteString("content"u8, delta.Utf8.Span);
        _json.WriteEndObject();
        _json.WriteNull("finish_reason"u8);
        EndChoice(output);
    }

    private void WriteFinish(AnswerFinished finished, IBufferWriter<byte> output)
    {
        Begin(output);
        BeginChoice(finished.Choice);
        _json.WriteEndObject();
        _json.WriteString("finish_reason"u8, FinishWords.Of(finished.Reason));
        _json.WriteString("native_finish_reason"u8, finished.Native ?? System.Text.Encoding.UTF8.GetString(FinishWords.Of(finished.Reason)));
        EndChoice(output);
    }

    private bool CopyChunk(ReadOnlySpan<byte> source, ChoiceForm form, IBufferWriter<byte> output)
    {
        if (!ChunkHasChoices(source))
        {
            return false;
        }

        Begin(output);
        var reader = new Utf8JsonReader(source);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("choices"u8))
            {
                reader.Read();
                _json.WriteStartArray("choices"u8);
                TextBytes += ChoicesNormalizer.Write(ref reader, source, _json, form);
                _json.WriteEndArray();
            }
            else if (EnvelopeMembers.AreOurs(ref reader))
            {
                reader.Read();
                reader.Skip();
            }
            else
            {
                ChoicesNormalizer.CopyMember(ref reader, source, _json, keepNull: false);
            }
        }

        End(output);
        return true;
    }

    private static bool ChunkHasChoices(ReadOnlySpan<byte> source)
    {
        var reader = new Utf8JsonReader(source);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isChoices = reader.ValueTextEquals("choices"u8);
            reader.Read();
            if (isChoices)
            {
                return reader.TokenType == JsonTokenType.StartArray;
            }

            reader.Skip();
        }

        return false;
    }

    private void Begin(IBufferWriter<byte> output)
    {
        output.Write("data: "u8);
        _json.Reset(output);
        _json.WriteStartObject();
        _json.WriteString("id"u8, head.Id);
        _json.WriteString("object"u8, "chat.completion.chunk"u8);
        _json.WriteNumber("created"u8, head.Created);
        _json.WriteString("model"u8, head.Model);
        _json.WriteString("provider"u8, head.Provider);
    }

    private void End(IBufferWriter<byte> output)
    {
        _json.WriteEndObject();
        _json.Flush();
        output.Write("\n\n"u8);
    }

    private void BeginChoice(int index)
    {
        _json.WriteStartArray("choices"u8);
        _json.WriteStartObject();
        _json.WriteNumber("index"u8, index);
        _json.WriteStartObject("delta"u8);
    }

    private void EndChoice(IBufferWriter<byte> output)
    {
        _json.WriteEndObject();
        _json.WriteEndArray();
        End(output);
    }
}
