using System.Net;
using System.Text.Json;
using Iris.Core.Model;

namespace Iris.Commands;

/// <summary>Turns a refusal of the gateway into its own message and what the person can do next.</summary>
internal static class AnswerFailure
{
    private const int LongestBody = 64 * 1024;

    /// <summary>Reads an answer with a status other than 2xx.</summary>
    public static async Task<CommandFailure> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[LongestBody];
        var length = await body.ReadAtLeastAsync(bytes, LongestBody, throwOnEndOfStream: false, cancellationToken);
        var error = TryParse(bytes.AsSpan(0, length));
        var seconds = response.Headers.RetryAfter?.Delta is { } delta ? (int?)delta.TotalSeconds : null;
        return From(error, response.StatusCode, seconds);
    }

    /// <summary>Explains an error object.</summary>
    /// <param name="error">Null when the answer held none: then it was hardly an Iris that answered.</param>
    /// <param name="status">The HTTP status, 200 for an error inside a stream.</param>
    /// <param name="retryAfterSeconds">From the header, or null.</param>
    public static CommandFailure From(ChatAnswerError? error, HttpStatusCode status, int? retryAfterSeconds)
        => error?.Message is { } message
            ? new CommandFailure(message, Remedy(error, status, retryAfterSeconds))
            : new CommandFailure($"The answer was HTTP {(int)status} without an error message.", "Is it really Iris that listens there? Look at IRIS_URL.");

    private static string? Remedy(ChatAnswerError error, HttpStatusCode status, int? retryAfterSeconds)
        => error.Metadata?.Reason switch
        {
            ErrorReason.MissingKey or ErrorReason.InvalidKey
                => "This Iris has another key: set IRIS_API_KEY to it, or IRIS_DATA to its data folder.",
            ErrorReason.NoImageInput when error.Metadata.VisionModels is { Count: > 0 } models
                => $"Models that see: {string.Join(", ", models.Take(8))}. Choose one with --model.",
            ErrorReason.ModelNotFound => "'iris models' lists the models at hand; choose one with --model.",
            ErrorReason.UpstreamAuth or ErrorReason.UpstreamQuota
                => "Look at the provider's key and credit; '--model iris/local-vision' answers without any.",
            ErrorReason.BudgetExceeded => "Ask for less with --max-tokens, choose a cheaper model, or raise the key's limit.",
            _ when retryAfterSeconds is { } seconds => $"Ask again in {seconds} s.",
            _ when (int)status is 429 or >= 500 => "Ask again in a moment, or choose another model with --model.",
            _ => null,
        };

    private static ChatAnswerError? TryParse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, CommandJson.Default.ChatAnswer)?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
