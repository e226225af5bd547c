using System.IO.Pipelines;
using Iris.Core.Pipeline;

namespace Iris.Hosting;

/// <summary>The answer to an HTTP request.</summary>
internal sealed class HttpAnswerSink(HttpResponse response) : IAnswerSink
{
    /// <inheritdoc/>
    public bool HasStarted => response.HasStarted;

    /// <inheritdoc/>
    public PipeWriter Output => response.BodyWriter;

    /// <inheritdoc/>
    public void Begin(int status, string contentType, long? length, ReadOnlySpan<KeyValuePair<string, string>> headers)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = length;
        foreach (var (name, value) in headers)
        {
            response.Headers[name] = value;
        }
    }
}
