using System.Collections.Frozen;
using static Iris.Core.Model.BreakerEffect;
using static Iris.Core.Model.ErrorKind;

namespace Iris.Core.Model;

/// <summary>The one table from an error's reason to status, words, breaker effect and fallback.</summary>
/// <remarks>
/// The words of <c>error_type</c> are OpenRouter's (openapi.yaml, ApiErrorType, 2026-08-22). A permanent fault of the
/// request is never a 5xx, because client SDKs repeat those for up to an hour.
/// </remarks>
public static class ErrorTable
{
    private const string Request = "invalid_request_error";
    private const string Server = "server_error";
    private const string Upstream = "upstream_error";

    /// <summary>All rows in the order of the documentation.</summary>
    public static IReadOnlyList<ErrorRow> Rows { get; } =
    [
        Bad(ErrorReason.InvalidJson, "invalid_request", "The body is not one well-formed JSON object."),
        Bad(ErrorReason.DuplicateKey, "invalid_request", "An object of the body names the same key twice."),
        Bad(ErrorReason.InvalidUtf8, "invalid_request", "The body is not UTF-8."),
        Bad(ErrorReason.JsonTooDeep, "invalid_request", "The body nests deeper than 64 levels or holds too many members."),
        Bad(ErrorReason.InvalidRequest, "invalid_request", "A field is missing, of the wrong kind or out of range; `param` names it."),
        Bad(ErrorReason.UnsupportedPart, "invalid_request", "A content part of a kind that Iris cannot send on."),
        Bad(ErrorReason.UnsupportedContentEncoding, "invalid_request", "The request body is compressed; send it as it is."),
        new(ErrorReason.PayloadTooLarge, ClientRequest, 413, "payload_too_large", Request, None, false, "The whole body is over `limits.body_bytes`."),
        new(ErrorReason.RequestTimeout, ClientRequest, 408, "timeout", Request, None, false, "The body arrived too slowly."),
        new(ErrorReason.RouteNotFound, ClientRequest, 404, "not_found", Request, None, false, "No such route."),
        new(ErrorReason.MethodNotAllowed, ClientRequest, 405, "invalid_request", Request, None, false, "The route exists for another method."),
        new(ErrorReason.MissingKey, ClientRequest, 401, "authentication", "authentication_error", None, false, "No API key in `Authorization`, `x-api-key` or `token`."),
        new(ErrorReason.InvalidKey, ClientRequest, 401, "authentication", "authentication_error", None, false, "The API key is not known here."),
        Bad(ErrorReason.ConflictingCredentials, "invalid_request", "Two different credentials in one request."),
        Bad(ErrorReason.TooManyImages, "invalid_request", "More images than the request or the model allows."),

        Fetch(ErrorReason.ImageUrlInvalid, "image_download_failed", "The image URL cannot be read as an absolute http(s) URL, or the string is neither URL, data URL nor base64."),
        Fetch(ErrorReason.ImageUrlSchemeNotAllowed, "image_download_failed", "The image URL has a scheme other than http, https or data."),
        Fetch(ErrorReason.ImageUrlPortNotAllowed, "image_download_failed", "The image URL has a port other than 80 or 443 that `images.fetch.allow` does not open."),
        Fetch(ErrorReason.ImageUrlAddressNotAllowed, "image_download_failed", "The image URL leads to a private, loopback, link-local, metadata or otherwise reserved address."),
        Fetch(ErrorReason.ImageProviderFile, "image_download_failed", "The image URL names a file that lies at a provider and that only this provider opens."),
        Fetch(ErrorReason.ImageFetchFailed, "image_download_failed", "The image could not be downloaded."),
        new(ErrorReason.ImageNotFound, ImageFetch, 404, "image_not_found", Request, None, false, "No file with that id belongs to this key."),

        Image(ErrorReason.InvalidBase64, "invalid_image", "The base64 of an image is broken."),
        Image(ErrorReason.ImageEmpty, "invalid_image", "An image of zero bytes."),
        Image(ErrorReason.ImageDecodeFailed, "invalid_image", "The image is truncated or corrupt, or to decode it takes more time or memory than one image gets."),
        Image(ErrorReason.UnsupportedImageFormat, "unsupported_image_format", "The bytes are no PNG, JPEG, WebP, GIF, AVIF, TIFF or HEIC, or of a format that the model does not take and that may not or cannot be converted."),
        Image(ErrorReason.ImageTooLarge, "image_too_large", "The image has more bytes than allowed, fetched, inline or for the model."),
        Image(ErrorReason.ImageTooManyPixels, "image_too_large", "The image has more pixels, a longer edge, more frames or a more extreme aspect than allowed."),
        Image(ErrorReason.ImageTooSmall, "image_too_small", "The image is smaller than the model accepts."),
        Image(ErrorReason.ImageTooManyTokens, "image_too_large", "The image costs more tokens than `max_tokens_per_image` allows, and it cannot be shrunk below that: no size that the model takes is cheap enough, `images.policy: strict` forbids it, or only its URL is known."),

        new(ErrorReason.ModelNotFound, NoCandidate, 404, "not_found", Request, None, false, "No endpoint serves a model of that name."),
        new(ErrorReason.NoImageInput, NoCandidate, 404, "not_found", Request, None, true, "The model reads text only; `metadata.vision_models` lists those that see."),
        new(ErrorReason.NoEndpoints, NoCandidate, 404, "not_found", Request, None, false, "The request's own preferences filtered every endpoint away."),
        new(ErrorReason.AllEndpointsDown, NoCandidate, 503, "provider_overloaded", Server, None, false, "Every endpoint of the model is resting or parked."),

        new(ErrorReason.UpstreamUnavailable, UpstreamConnect, 502, "provider_unavailable", Upstream, Count, true, "The provider could not be reached or answered with a server error."),
        new(ErrorReason.UpstreamTimeout, UpstreamConnect, 504, "timeout", Upstream, Count, true, "The provider did not answer in time."),
        new(ErrorReason.UpstreamQuota, UpstreamConnect, 502, "provider_unavailable", Upstream, Park, true, "The operator's account at the provider has no credit left."),
        new(ErrorReason.UpstreamAuth, UpstreamConnect, 502, "provider_unavailable", Upstream, Park, true, "The provider refuses the operator's key."),
        new(ErrorReason.UpstreamRateLimited, UpstreamRejected, 429, "rate_limit_exceeded", "rate_limit_error", CoolDown, true, "The provider's rate limit is reached."),
        new(ErrorReason.UpstreamOverloaded, UpstreamRejected, 503, "provider_overloaded", Upstream, CoolDown, true, "The provider says that it is overloaded."),
        new(ErrorReason.UpstreamRedirect, UpstreamConnect, 502, "provider_unavailable", Upstream, Count, true, "The provider answered with a redirect, which is never followed with credentials."),
        new(ErrorReason.UpstreamRejected, UpstreamRejected, 400, "invalid_request", Request, None, false, "The provider calls the request wrong; `metadata.raw` has its words."),
        new(ErrorReason.UpstreamUnprocessable, UpstreamRejected, 422, "unprocessable", Request, None, false, "The provider understood the request and refuses a value."),
        new(ErrorReason.UpstreamPayloadTooLarge, UpstreamRejected, 413, "payload_too_large", Request, None, true, "The request is larger than the provider takes."),
        new(ErrorReason.UpstreamModelNotFound, UpstreamRejected, 404, "not_found", Request, None, true, "The provider does not know the model."),
        new(ErrorReason.ImageRejectedByUpstream, UpstreamRejected, 400, "invalid_image", Request, None, true, "The provider refuses an image."),
        new(ErrorReason.ContentPolicyViolation, UpstreamRejected, 400, "content_policy_violation", Request, None, false, "The provider's content policy refuses the request."),
        new(ErrorReason.ContextLengthExceeded, UpstreamRejected, 400, "context_length_exceeded", Request, None, true, "The request is longer than the model's context."),
        new(ErrorReason.UpstreamInvalidResponse, UpstreamStream, 502, "provider_unavailable", Upstream, Count, true, "The provider's answer is no chat completion."),
        new(ErrorReason.UpstreamStreamCut, UpstreamStream, 502, "provider_unavailable", Upstream, Count, true, "The provider's stream ended before the answer was complete."),
        new(ErrorReason.UpstreamStreamError, UpstreamStream, 502, "provider_unavailable", Upstream, Count, true, "The provider reported an error inside its answer."),

        new(ErrorReason.BudgetExceeded, ErrorKind.Budget, 402, "payment_required", "billing_error", None, false, "The key's spending limit does not cover the worst case of this request."),
        new(ErrorReason.TooManyRequests, ErrorKind.Budget, 429, "rate_limit_exceeded", "rate_limit_error", None, false, "Too many requests at once."),
        new(ErrorReason.GatewayOverloaded, ErrorKind.Budget, 503, "provider_overloaded", Server, None, false, "Bodies and images in flight fill `limits.bytes_in_flight`."),
        new(ErrorReason.PixelWorkersBusy, ErrorKind.Budget, 429, "rate_limit_exceeded", "rate_limit_error", None, true, "The queue before the pixel workers is full."),
        new(ErrorReason.PixelWorkerRestarted, Internal, 503, "provider_overloaded", Server, None, true, "A decoder died on some image and was replaced; this request may be repeated."),
        new(ErrorReason.PixelWorkersUnavailable, Internal, 503, "provider_overloaded", Server, None, true, "The native image library is missing or its process does not start, so images cannot be converted; `./run` installs it."),
        new(ErrorReason.ClientClosed, Cancelled, 499, "client_closed", Request, None, false, "The caller went away; seen only in logs."),
        new(ErrorReason.Draining, Internal, 503, "provider_overloaded", Server, None, false, "Iris is shutting down."),
        new(ErrorReason.InternalFault, Internal, 500, "server", Server, None, false, "A fault of Iris; the log has it under the request id."),
    ];

    private static readonly FrozenDictionary<string, ErrorRow> ByReason = Rows.ToFrozenDictionary(row => row.Reason, StringComparer.Ordinal);

    /// <summary>The row of a reason.</summary>
    /// <exception cref="KeyNotFoundException">No such reason: a bug.</exception>
    public static ErrorRow For(string reason) => ByReason[reason];

    private static ErrorRow Bad(string reason, string errorType, string meaning)
        => new(reason, ClientRequest, 400, errorType, Request, None, false, meaning);

    private static ErrorRow Fetch(string reason, string errorType, string meaning)
        => new(reason, ImageFetch, 400, errorType, Request, None, false, meaning);

    private static ErrorRow Image(string reason, string errorType, string meaning)
        => new(reason, ImageInvalid, 400, errorType, Request, None, false, meaning);
}
