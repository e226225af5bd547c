using System.Globalization;
using System.Text.Json;
using Iris.Core.Catalogue;
using Iris.Core.Model;
using Endpoint = Iris.Core.Catalogue.Endpoint;

namespace Iris.Hosting;

/// <summary>Models in the union of OpenAI's and OpenRouter's shapes: the keys of both, so that the SDKs of both read it.</summary>
/// <remarks>Which keys the SDKs demand was tried with them: wire-level facts, section 1.11.</remarks>
internal static class ModelJson
{
    // OpenRouter's sign for a price that is not known beforehand.
    private const string UnknownPrice = "-1";

    private static readonly string[] Parameters =
        ["max_tokens", "max_completion_tokens", "temperature", "top_p", "stop", "seed", "tools", "tool_choice", "response_format"];

    private static readonly string[] ToolChoiceForms = ["auto", "function", "none", "required"];

    /// <summary>Writes one model as an object.</summary>
    /// <param name="model">The model.</param>
    /// <param name="endpoints">The endpoints that serve it, at least one; the first gives the price.</param>
    /// <param name="json">Where to.</param>
    public static void Write(CatalogueModel model, IReadOnlyList<Endpoint> endpoints, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Id.Value);
        json.WriteString("object", "model");
        json.WriteString("canonical_slug", model.Id.Value);
        json.WriteString("name", model.Name);
        json.WriteNumber("created", 0);
        json.WriteString("owned_by", model.Id.Value.Split('/')[0]);
        json.WriteString("description", "");
        WriteNumber("context_length", model.ContextLength, json);
        WriteArchitecture(model, json);
        WritePricing(endpoints[0].Price, json);
        json.WriteStartObject("top_provider");
        WriteNumber("context_length", model.ContextLength, json);
        WriteNumber("max_completion_tokens", model.MaxOutputTokens, json);
        json.WriteBoolean("is_moderated", false);
        json.WriteEndObject();
        json.WriteNull("per_request_limits");
        WriteStrings("supported_parameters", Parameters, json);
        json.WriteNull("default_parameters");
        json.WriteNull("supported_voices");
        json.WriteStartObject("links");
        json.WriteString("details", $"/api/v1/models/{model.Id.Value}/endpoints");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes a model with its endpoints, the data of <c>/models/{author}/{slug}/endpoints</c>.</summary>
    public static void WriteWithEndpoints(CatalogueModel model, IReadOnlyList<Endpoint> endpoints, Func<Endpoint, bool> isAvailable, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Id.Value);
        json.WriteString("name", model.Name);
        json.WriteNumber("created", 0);
        json.WriteString("description", "");
        WriteArchitecture(model, json);
        json.WriteStartArray("endpoints");
        foreach (var endpoint in endpoints)
        {
            WriteEndpoint(endpoint, isAvailable(endpoint), json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEndpoint(Endpoint endpoint, bool isAvailable, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", $"{endpoint.Provider} | {endpoint.UpstreamModel}");
        json.WriteString("model_id", endpoint.Model.Id.Value);
        json.WriteString("model_name", endpoint.Model.Name);
        WriteNumber("context_length", endpoint.Model.ContextLength ?? 0, json);
        WritePricing(endpoint.Price, json);
        json.WriteString("provider_name", endpoint.Provider);
        json.WriteString("tag", endpoint.Provider);
        json.WriteString("quantization", "unknown");
        WriteNumber("max_completion_tokens", endpoint.Model.MaxOutputTokens, json);
        json.WriteNull("max_prompt_tokens");
        WriteStrings("supported_parameters", Parameters, json);
        json.WriteNumber("status", isAvailable ? 0 : -5);
        json.WriteNull("uptime_last_5m");
        json.WriteNull("uptime_last_30m");
        json.WriteNull("uptime_last_1d");
        json.WriteNull("latency_last_30m");
        json.WriteNull("throughput_last_30m");
        json.WriteBoolean("supports_implicit_caching", false);
        WriteToolChoice(json);
        json.WriteEndObject();
    }

    // @openrouter/sdk 1.3.19 refuses an endpoint without it. Iris hands tool_choice on as it is, in every form.
    private static void WriteToolChoice(Utf8JsonWriter json)
    {
        json.WriteStartObject("supports_tool_choice");
        foreach (var form in ToolChoiceForms)
        {
            json.WriteBoolean(form, true);
        }

        json.WriteEndObject();
    }

    private static void WriteArchitecture(CatalogueModel model, Utf8JsonWriter json)
    {
        json.WriteStartObject("architecture");
        json.WriteString("modality", $"{string.Join('+', model.InputModalities)}->{string.Join('+', model.OutputModalities)}");
        WriteStrings("input_modalities", model.InputModalities, json);
        WriteStrings("output_modalities", model.OutputModalities, json);
        json.WriteString("tokenizer", "Other");
        json.WriteNull("instruct_type");
        json.WriteEndObject();
    }

    private static void WritePricing(ModelPrice? price, Utf8JsonWriter json)
    {
        json.WriteStartObject("pricing");
        json.WriteString("prompt", PerToken(price?.InputPerMillion));
        json.WriteString("completion", PerToken(price?.OutputPerMillion));
        if (price?.CachedInputPerMillion is { } cached)
        {
            json.WriteString("input_cache_read", PerToken(cached));
        }

        json.WriteEndObject();
    }

    private static string PerToken(NanoDollars? perMillion)
        => perMillion is { } price ? (price.Dollars / 1_000_000m).ToString("0.##################", CultureInfo.InvariantCulture) : UnknownPrice;

    private static void WriteNumber(string name, int? value, Utf8JsonWriter json)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteStrings(string name, IEnumerable<string> values, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
