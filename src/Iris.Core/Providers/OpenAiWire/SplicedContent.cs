using System.Net;
using System.Net.Http.Headers;
using Iris.Core.Wire;

namespace Iris.Core.Providers.OpenAiWire;

/// <summary>Sends a splice plan as an HTTP body of known length.</summary>
internal sealed class SplicedContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly SplicePlan _plan;
    private readonly Action _onProgress;

    public SplicedContent(SplicePlan plan, Action onProgress)
    {
        _plan = plan;
        _onProgress = onProgress;
        Headers.ContentType = Json;
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => _plan.WriteAsync(stream, CancellationToken.None, _onProgress);

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        => _plan.WriteAsync(stream, cancellationToken, _onProgress);

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _plan.Length;
        return true;
    }
}
