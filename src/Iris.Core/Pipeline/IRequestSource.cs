using System.IO.Pipelines;
using Iris.Core.Model;

namespace Iris.Core.Pipeline;

/// <summary>An unread request body.</summary>
public interface IRequestSource
{
    /// <summary>Why the body will not be read at all, or null.</summary>
    GatewayError? Refusal { get; }

    /// <summary>Content-Length, or null for a chunked body.</summary>
    long? ContentLength { get; }

    /// <summary>The bytes.</summary>
    PipeReader Reader { get; }

    /// <summary>What an <see cref="IOException"/> while reading means for the caller.</summary>
    GatewayError Explain(IOException exception);
}
