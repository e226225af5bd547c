using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Iris.Core.Model;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>The one error shape: int <c>code</c> as OpenRouter's SDK demands, <c>type</c> and <c>param</c> as OpenAI's reads, <c>metadata.error_type</c> for both.</summary>
internal static class ChatCompletionsErrorWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>{"error":{…}}</c>.</summary>
    public static void Write(GatewayError error, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        WriteMember(error, json);
        json.WriteEndObject();
    }

    /// <summary>Writes the member <c>"error":{…}</c> into an open object.</summary>
    public static void WriteMember(GatewayError error, Utf8JsonWriter json)
    {
        var row = error.Row;
        json.WriteStartObject("error"u8);
        json.WriteNumber("code"u8, row.Status);
        json.WriteString("message"u8, error.Message);
        json.WriteString("type"u8, row.Type);
        if (error.Param is null)
        {
            json.WriteNull("param"u8);
        }
        else
        {
            json.WriteString("param"u8, error.Param);
        }

        WriteMetadata(error, row, json);
        json.WriteEndObject();
    }

    private static void WriteMetadata(GatewayError error, ErrorRow row, Utf8JsonWriter json)
    {
        json.WriteStartObject("metadata"u8);
        json.WriteString("error_type"u8, row.ErrorType);
        json.WriteString("reason"u8, row.Reason);
        if (error.ProviderName is not null)
        {
            json.WriteString("provider_name"u8, error.ProviderName);
        }

        if (error.Raw is not null)
        {
            json.WriteString("raw"u8, error.Raw);
        }

        if (error.RetryAfterSeconds is { } seconds)
        {
            json.WriteNumber("retry_after"u8, seconds);
        }

        if (error.VisionModels is { } models)
        {
            json.WriteStartArray("vision_models"u8);
            foreach (var model in models)
            {
                json.WriteStringValue(model);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
