using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Iris.Core.Model;

namespace Iris.Core.Dialects;

/// <summary>The answer of <c>POST /v1/estimate</c>.</summary>
/// <remarks>Members are only ever added.</remarks>
public static class EstimateJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>{"object":"estimate","data":[…]}</c>.</summary>
    /// <param name="estimates">In the order in which they are to appear.</param>
    /// <param name="output">Takes the whole body.</param>
    public static void Write(IReadOnlyList<ModelEstimate> estimates, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("object"u8, "estimate"u8);
        json.WriteStartArray("data"u8);
        foreach (var estimate in estimates)
        {
            Write(estimate, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>An amount in dollars as exact decimal text, never in powers of ten.</summary>
    public static string Dollars(NanoDollars amount) => amount.Dollars.ToString("0.#########", CultureInfo.InvariantCulture);

    private static void Write(ModelEstimate estimate, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("model"u8, estimate.Model);
        json.WriteString("endpoint"u8, estimate.Endpoint);
        json.WriteBoolean("at_hand"u8, estimate.IsAtHand);
        json.WriteBoolean("accepted"u8, estimate.Refusal is null);
        WriteReason(estimate.Refusal, json);
        json.WritePropertyName("images"u8);
        ImageReportJson.WriteArray(estimate.Images, json);
        json.WriteNumber("image_tokens"u8, estimate.ImageTokens);
        json.WriteNumber("prompt_tokens"u8, estimate.PromptTokens);
        json.WriteBoolean("estimated"u8, estimate.IsEstimated);
        json.WriteString("cost"u8, estimate.Cost is { } cost ? Dollars(cost) : null);
        json.WriteEndObject();
    }

    /// <summary>One text, the error's code before its message, so that it can be shown as it is; the part at fault beside it.</summary>
    private static void WriteReason(GatewayError? refusal, Utf8JsonWriter json)
    {
        if (refusal is null)
        {
            json.WriteNull("reason"u8);
            return;
        }

        json.WriteString("reason"u8, $"{refusal.Reason}: {refusal.Message}");
        if (refusal.Param is { } param)
        {
            json.WriteString("param"u8, param);
        }
    }
}
