namespace Iris.Core.Model;

/// <summary>Who failed, and in which phase.</summary>
public enum ErrorKind
{
    /// <summary>The request itself is wrong.</summary>
    ClientRequest,

    /// <summary>A remote image could not be fetched, or must not be.</summary>
    ImageFetch,

    /// <summary>The bytes are no acceptable image.</summary>
    ImageInvalid,

    /// <summary>No endpoint can or may answer.</summary>
    NoCandidate,

    /// <summary>The upstream could not be reached or did not answer.</summary>
    UpstreamConnect,

    /// <summary>The upstream answered and refused.</summary>
    UpstreamRejected,

    /// <summary>The upstream's answer broke off or made no sense.</summary>
    UpstreamStream,

    /// <summary>A spending or rate limit stands in the way.</summary>
    Budget,

    /// <summary>The caller went away.</summary>
    Cancelled,

    /// <summary>A fault of Iris.</summary>
    Internal,
}
