using System.IO.Pipelines;
using Iris.Core.Model;
using Iris.Core.Pipeline;

namespace Iris.Hosting;

/// <summary>The body of an HTTP request.</summary>
internal sealed class HttpRequestSource(HttpRequest request) : IRequestSource
{
    /// <inheritdoc/>
    public GatewayError? Refusal => request.Headers.ContentEncoding is { Count: > 0 } encoding && !encoding.All(value => value is "identity" or "")
        ? new GatewayError(ErrorReason.UnsupportedContentEncoding, "The body is compressed, which Iris does not read. Send it without Content-Encoding.")
        : null;

    /// <inheritdoc/>
    public long? ContentLength => request.ContentLength;

    /// <inheritdoc/>
    public PipeReader Reader => request.BodyReader;

    /// <inheritdoc/>
    public GatewayError Explain(IOException exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout }
            => new GatewayError(ErrorReason.RequestTimeout, "The body arrived too slowly."),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
            => new GatewayError(ErrorReason.PayloadTooLarge, "The body is larger than allowed."),
        BadHttpRequestException => new GatewayError(ErrorReason.InvalidRequest, "The body is not framed as HTTP demands: check Content-Length and chunk sizes."),
        _ => new GatewayError(ErrorReason.InvalidRequest, "The body broke off."),
    };
}
