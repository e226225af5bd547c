using System.IO.Pipelines;

namespace Iris.Core.Pipeline;

/// <summary>The way back to the caller.</summary>
public interface IAnswerSink
{
    /// <summary>True once the status has left: from then on errors are told in-band.</summary>
    bool HasStarted { get; }

    /// <summary>The body.</summary>
    PipeWriter Output { get; }

    /// <summary>Sets status and headers; they leave with the first flush. May be called again before that.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="contentType">Media type.</param>
    /// <param name="length">Bytes of the body where known: the answer then leaves in one piece; null for a stream.</param>
    /// <param name="headers">More headers.</param>
    void Begin(int status, string contentType, long? length, ReadOnlySpan<KeyValuePair<string, string>> headers);
}
