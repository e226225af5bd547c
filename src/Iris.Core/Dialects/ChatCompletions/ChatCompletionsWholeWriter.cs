using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Iris.Core.Model;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>Writes a chat completion as one JSON object: held until the usage is known, then written at once.</summary>
internal sealed class ChatCompletionsWholeWriter(AnswerHead head) : IAnswerWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly ArrayBufferWriter<byte> _choices = new(512);
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly List<(string Name, byte[] Value)> _others = [];
    private FinishReason _finish = FinishReason.Stop;
    private string? _native;
    private long _textBytes;
    private ChunkAssembler? _chunks;
    private bool _isCopied;

    /// <inheritdoc/>
    public string ContentType => "application/json";

    /// <inheritdoc/>
    public long TextBytes => _textBytes + (_chunks?.TextBytes ?? 0);

    /// <inheritdoc/>
    public bool Write(ChatEvent chatEvent, IBufferWriter<byte> output)
    {
        switch (chatEvent)
        {
            case TextDelta { Choice: 0 } delta:
                _text.Write(delta.Utf8.Span);
                _textBytes += delta.Utf8.Length;
                return true;
            case AnswerFinished finished:
                _finish = finished.Reason;
                _native = finished.Native;
                return true;
            case WireChunk { IsWhole: true } whole:
                return CopyChoices(whole.Json.Span);
            case WireChunk chunk:
                return (_chunks ??= new ChunkAssembler()).Add(chunk.Json.Span);
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public void WriteKeepAlive(IBufferWriter<byte> output) => output.Write("\n"u8);

    /// <inheritdoc/>
    public void Complete(AnswerUsage usage, IBufferWriter<byte> output, IReadOnlyList<ImageReport>? report)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        WriteHead(json);
        json.WritePropertyName("choices"u8);
        if (_isCopied)
        {
            json.WriteRawValue(_choices.WrittenSpan, skipInputValidation: true);
        }
        else if (_chunks is not null)
        {
            json.WriteStartArray();
            _chunks.Write(json);
            json.WriteEndArray();
        }
        else
        {
            WriteOwnChoice(json);
        }

        foreach (var (name, value) in _others)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value, skipInputValidation: true);
        }

        UsageJson.WriteMember(usage, json);
        if (report is not null)
        {
            ImageReportJson.WriteMember(report, json);
        }

        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public void Fail(GatewayError error, IBufferWriter<byte> output) => ChatCompletionsErrorWriter.Write(error, output);

    private void WriteHead(Utf8JsonWriter json)
    {
        json.WriteString("id"u8, head.Id);
        json.WriteString("object"u8, "chat.completion"u8);
        json.WriteNumber("created"u8, head.Created);
        json.WriteString("model"u8, head.Model);
        json.WriteString("provider"u8, head.Provider);
        json.WriteNull("system_fingerprint"u8);
    }

    private void WriteOwnChoice(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, _text.WrittenSpan);
        json.WriteNull("refusal"u8);
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, FinishWords.Of(_finish));
        json.WriteString("native_finish_reason"u8, _native is null ? FinishWords.Of(_finish) : System.Text.Encoding.UTF8.GetBytes(_native));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void Keep(ref Utf8JsonReader reader, ReadOnlySpan<byte> source, string? name)
    {
        var start = (int)reader.TokenStartIndex;
        var isNull = reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        if (name is not null && !isNull)
        {
            _others.Add((name, source[start..(int)reader.BytesConsumed].ToArray()));
        }
    }

    private bool CopyChoices(ReadOnlySpan<byte> source)
    {
        var reader = new Utf8JsonReader(source);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isChoices = reader.ValueTextEquals("choices"u8);
            var name = isChoices || EnvelopeMembers.AreOurs(ref reader) ? null : reader.GetString();
            reader.Read();
            if (!isChoices || reader.TokenType != JsonTokenType.StartArray)
            {
                Keep(ref reader, source, name);
                continue;
            }

            using var json = new Utf8JsonWriter(_choices, Options);
            json.WriteStartArray();
            _textBytes += ChoicesNormalizer.Write(ref reader, source, json, ChoiceForm.Whole);
            json.WriteEndArray();
            _isCopied = true;
        }

        return _isCopied;
    }
}
