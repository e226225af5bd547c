using Iris.Core.Model;

namespace Iris.Core.Images;

/// <summary>Downloads remote images. The one way from a caller's URL to the network.</summary>
/// <remarks>Implementations refuse private, loopback, link-local and metadata addresses after resolution, at connect time, on every hop. Safe for concurrent use.</remarks>
public interface IImageFetcher
{
    /// <summary>Fetches one image.</summary>
    /// <param name="url">As the caller wrote it, trimmed; its query is kept byte for byte and never logged or echoed.</param>
    /// <param name="tenant">Whose key asks: nothing that one key's URL gave is ever handed to another, and each key has a bounded number of downloads at once.</param>
    /// <param name="cancellationToken">The caller's patience; the fetcher adds its own deadline.</param>
    /// <returns>The bytes (the receiver disposes them), or an error of kind <see cref="ErrorKind.ImageFetch"/> without <c>Param</c>. Too many bytes: <see cref="ErrorReason.ImageTooLarge"/>.</returns>
    ValueTask<Outcome<FetchedImage>> FetchAsync(string url, KeyId tenant, CancellationToken cancellationToken);

    /// <summary>Checks only what the text of a URL tells (form, scheme, port, literal address), before anything costs.</summary>
    /// <returns>Null when a fetch could be tried.</returns>
    GatewayError? Check(string url);

    /// <summary>Checks all that a fetch would check before its first connection, for URLs that are handed on unfetched: the text, then every address of the host's name.</summary>
    /// <param name="url">As the caller wrote it, trimmed.</param>
    /// <param name="cancellationToken">The caller's patience; the fetcher adds its own deadline.</param>
    /// <returns>Null when the URL may be handed on. Nothing is connected to.</returns>
    ValueTask<GatewayError?> CheckAddressAsync(string url, CancellationToken cancellationToken);
}
