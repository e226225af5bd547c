namespace Iris.LoadBench.Http;

/// <summary>What the two ends of this bench need to know of an HTTP/1.1 message head.</summary>
/// <param name="Status">The status of an answer; 0 for a request.</param>
/// <param name="IsPost">True for a request with method POST.</param>
/// <param name="ContentLength">The announced length, or null.</param>
/// <param name="IsChunked">True when the body comes in chunks.</param>
/// <param name="Closes">True when the sender closes the connection after this message.</param>
internal readonly record struct MessageHead(int Status, bool IsPost, long? ContentLength, bool IsChunked, bool Closes);
