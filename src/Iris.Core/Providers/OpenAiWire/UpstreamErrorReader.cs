using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Iris.Core.Dialects.ChatCompletions;
using Iris.Core.Model;
using Iris.Core.Providers.Profiles;
using Iris.Core.Telemetry;

namespace Iris.Core.Providers.OpenAiWire;

/// <summary>Turns a provider's refusal into a <see cref="GatewayError"/>: the fault matrix's rows for HTTP errors.</summary>
internal static class UpstreamErrorReader
{
    private const int MostRetryAfterSeconds = 3600;

    private static readonly string[] QuotaWords = ["insufficient_quota", "billing_hard_limit", "exceeded your current quota", "credit balance is too low", "insufficient balance"];
    private static readonly string[] SmallerWords = ["fewer max_tokens", "can only afford"];
    private static readonly string[] BlindWords = ["no endpoints found that support image input", "image input is not supported", "mmproj", "image_url is only supported by certain models", "does not support image"];
    private static readonly string[] PolicyWords = ["content_policy", "content_filter", "content management policy", "moderation", "safety system"];
    private static readonly string[] ImageWords = ["image", "base64", "media type", "media_type", "mime type"];
    private static readonly string[] LengthWords = ["context_length_exceeded", "maximum context length", "context window", "too many tokens", "prompt is too long"];

    /// <summary>Maps an HTTP error.</summary>
    /// <param name="status">The provider's status.</param>
    /// <param name="headers">For <c>Retry-After</c>.</param>
    /// <param name="body">The first kilobytes of the body.</param>
    /// <param name="connection">Whose error it is.</param>
    /// <param name="model">The caller's own name of the model.</param>
    /// <param name="now">For a <c>Retry-After</c> that is a date.</param>
    public static GatewayError Read(int status, HttpResponseHeaders headers, ReadOnlySpan<byte> body, ProviderConnection connection, string model, DateTimeOffset now)
    {
        var parsed = UpstreamErrorBody.Read(body);
        var words = Words(parsed);

        // A 403 that is no JSON comes from a guard before the provider and says nothing of the operator's key.
        var reason = status == 403 && parsed is null ? ErrorReason.UpstreamUnavailable : Reason(status, words);
        return new GatewayError(reason, Message(reason, connection, model, status))
        {
            ProviderName = connection.Name,
            Raw = ShowsRaw(reason) ? Raw(parsed, body, connection) : null,
            Param = ShowsRaw(reason) && parsed?.Param is { } param ? Redaction.Scrub(param, connection.ApiKey) : null,
            RetryAfterSeconds = RetryAfter(headers, now) ?? (reason is ErrorReason.UpstreamOverloaded ? 5 : null),
        };
    }

    /// <summary>Maps an error that a provider put inside an answer with status 200.</summary>
    public static GatewayError ReadInBand(UpstreamErrorBody error, ProviderConnection connection, string model)
    {
        var words = Words(error);
        var status = int.TryParse(error.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 400 and < 600 ? code : 0;
        var reason = status == 0 && Has(words, QuotaWords) ? ErrorReason.UpstreamQuota : status == 0 ? ErrorReason.UpstreamStreamError : Reason(status, words);
        return new GatewayError(reason, Message(reason, connection, model, status))
        {
            ProviderName = connection.Name,
            Raw = ShowsRaw(reason) ? Redaction.Scrub(error.Message ?? "", connection.ApiKey) : null,
        };
    }

    private static string Reason(int status, string words) => status switch
    {
        // Text-only in the provider's own words, whatever its status: llama.cpp says so with a 500.
        _ when Has(words, BlindWords) => ErrorReason.NoImageInput,

        // Not enough for this answer: the caller can ask for a shorter one, and everybody else can go on.
        402 when Has(words, SmallerWords) => ErrorReason.UpstreamRejected,
        429 when Has(words, QuotaWords) => ErrorReason.UpstreamQuota,
        402 => ErrorReason.UpstreamQuota,
        429 => ErrorReason.UpstreamRateLimited,
        401 or 403 when Has(words, PolicyWords) => ErrorReason.ContentPolicyViolation,
        401 or 403 => ErrorReason.UpstreamAuth,
        404 => ErrorReason.UpstreamModelNotFound,
        408 => ErrorReason.UpstreamTimeout,
        413 => ErrorReason.UpstreamPayloadTooLarge,
        503 or 529 => ErrorReason.UpstreamOverloaded,
        504 or 524 => ErrorReason.UpstreamTimeout,
        >= 500 => ErrorReason.UpstreamUnavailable,
        >= 300 and < 400 => ErrorReason.UpstreamRedirect,
        _ when Has(words, QuotaWords) => ErrorReason.UpstreamQuota,
        _ when Has(words, PolicyWords) => ErrorReason.ContentPolicyViolation,
        _ when Has(words, LengthWords) => ErrorReason.ContextLengthExceeded,
        _ when Has(words, ImageWords) => ErrorReason.ImageRejectedByUpstream,
        422 => ErrorReason.UpstreamUnprocessable,
        _ => ErrorReason.UpstreamRejected,
    };

    private static string Message(string reason, ProviderConnection connection, string model, int status) => reason switch
    {
        ErrorReason.UpstreamQuota => $"The operator's account at {connection.Name} has no credit left. Ask the operator of this Iris.",
        ErrorReason.UpstreamAuth => $"{connection.Name} refuses the key that this Iris uses. Ask the operator of this Iris.",
        ErrorReason.UpstreamRateLimited => $"{connection.Name} is rate limiting this Iris. Try again later.",
        ErrorReason.UpstreamOverloaded => $"{connection.Name} is overloaded. Try again later.",
        ErrorReason.UpstreamTimeout => $"{connection.Name} did not answer in time. Try again.",
        ErrorReason.UpstreamUnavailable => $"{connection.Name} failed with status {status}. Try again.",
        ErrorReason.UpstreamRedirect => $"{connection.Name} answered with a redirect, which Iris does not follow. The operator should check base_url.",
        ErrorReason.NoImageInput => "No endpoints found that support image input",
        ErrorReason.UpstreamModelNotFound => $"{connection.Name} does not serve the model \"{model}\".",
        ErrorReason.UpstreamStreamError => $"{connection.Name} reported an error inside its answer.",
        _ => "Provider returned error",
    };

    private static bool ShowsRaw(string reason) => reason is ErrorReason.UpstreamRejected or ErrorReason.UpstreamUnprocessable
        or ErrorReason.ImageRejectedByUpstream or ErrorReason.ContentPolicyViolation or ErrorReason.ContextLengthExceeded or ErrorReason.UpstreamPayloadTooLarge or ErrorReason.NoImageInput;

    private static string? Raw(UpstreamErrorBody? parsed, ReadOnlySpan<byte> body, ProviderConnection connection)
    {
        // A page of HTML from a proxy says nothing to a caller.
        return parsed?.Message is null && body.TrimStart(" \r\n\t"u8).StartsWith("<"u8)
            ? null
            : Redaction.Scrub(parsed?.Message ?? Encoding.UTF8.GetString(body), connection.ApiKey);
    }

    private static string Words(UpstreamErrorBody? error) => error is null ? "" : $"{error.Code} {error.Type} {error.Message}";

    private static bool Has(string words, string[] any)
        => Array.Exists(any, word => words.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static int? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var seconds = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta.TotalSeconds,
            { Date: { } date } => (date - now).TotalSeconds,
            _ => double.NaN,
        };
        return double.IsNaN(seconds) ? null : (int)Math.Clamp(Math.Ceiling(seconds), 1, MostRetryAfterSeconds);
    }
}
