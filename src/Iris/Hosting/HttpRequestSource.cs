using System.IO.Pipelines;
using Iris.Core.Model;
using Iris.Core.Pipeline;

namespace Iris.Hosting;

/// <summary>The body of an HTTP request.</summary>
internal sealed class HttpRequestSource(HttpRequest request) : IRequestSource
{
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
