namespace Iris.Core.Model;

/// <summary>Every fine error code. <see cref="ErrorTable"/> has one row for each; <c>docs/errors.md</c> lists them.</summary>
public static class ErrorReason
{
#pragma warning disable CS1591 // The table's column "meaning" is the documentation of each.
    public const string InvalidJson = "invalid_json";
    public const string DuplicateKey = "duplicate_key";
    public const string InvalidUtf8 = "invalid_utf8";
    public const string JsonTooDeep = "json_too_deep";
    public const string InvalidRequest = "invalid_request";
    public const string UnsupportedPart = "unsupported_part";
    public const string UnsupportedContentEncoding = "unsupported_content_encoding";
    public const string PayloadTooLarge = "payload_too_large";
    public const string RequestTimeout = "request_timeout";
    public const string RouteNotFound = "route_not_found";
    public const string MethodNotAllowed = "method_not_allowed";
    public const string MissingKey = "missing_key";
    public const string InvalidKey = "invalid_key";
    public const string ConflictingCredentials = "conflicting_credentials";
    public const string TooManyImages = "too_many_images";

    public const string ImageUrlInvalid = "image_url_invalid";
    public const string ImageUrlSchemeNotAllowed = "image_url_scheme_not_allowed";
    public const string ImageUrlPortNotAllowed = "image_url_port_not_allowed";
    public const string ImageUrlAddressNotAllowed = "image_url_address_not_allowed";
    public const string ImageProviderFile = "image_provider_file";
    public const string ImageFetchFailed = "image_fetch_failed";
    public const string ImageNotFound = "image_not_found";

    public const string InvalidBase64 = "invalid_base64";
    public const string ImageEmpty = "image_empty";
    public const string ImageDecodeFailed = "image_decode_failed";
    public const string UnsupportedImageFormat = "unsupported_image_format";
    public const string ImageTooLarge = "image_too_large";
    public const string ImageTooManyPixels = "image_too_many_pixels";
    public const string ImageTooSmall = "image_too_small";
    public const string ImageTooManyTokens = "image_too_many_tokens";

    public const string ModelNotFound = "model_not_found";
    public const string NoImageInput = "no_image_input";
    public const string NoEndpoints = "no_endpoints";
    public const string AllEndpointsDown = "all_endpoints_down";

    public const string UpstreamUnavailable = "upstream_unavailable";
    public const string UpstreamTimeout = "upstream_timeout";
    public const string UpstreamQuota = "upstream_quota";
    public const string UpstreamAuth = "upstream_auth";
    public const string UpstreamRateLimited = "upstream_rate_limited";
    public const string UpstreamOverloaded = "upstream_overloaded";
    public const string UpstreamRedirect = "upstream_redirect";
    public const string UpstreamRejected = "upstream_rejected";
    public const string UpstreamUnprocessable = "upstream_unprocessable";
    public const string UpstreamPayloadTooLarge = "upstream_payload_too_large";
    public const string UpstreamModelNotFound = "upstream_model_not_found";
    public const string ImageRejectedByUpstream = "image_rejected_by_upstream";
    public const string ContentPolicyViolation = "content_policy_violation";
    public const string ContextLengthExceeded = "context_length_exceeded";
    public const string UpstreamInvalidResponse = "upstream_invalid_response";
    public const string UpstreamStreamCut = "upstream_stream_cut";
    public const string UpstreamStreamError = "upstream_stream_error";

    public const string BudgetExceeded = "budget_exceeded";
    public const string TooManyRequests = "too_many_requests";
    public const string GatewayOverloaded = "gateway_overloaded";
    public const string PixelWorkersBusy = "pixel_workers_busy";
    public const string PixelWorkerRestarted = "pixel_worker_restarted";
    public const string PixelWorkersUnavailable = "pixel_workers_unavailable";
    public const string ClientClosed = "client_closed";
    public const string Draining = "draining";
    public const string InternalFault = "internal";
#pragma warning restore CS1591
}
