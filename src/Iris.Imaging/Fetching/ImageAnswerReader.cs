using System.Net.Http.Headers;
using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Imaging.Fetching;

/// <summary>Reads the body of an answer as it was asked for: unpacked by nobody, bounded, at a least rate.</summary>
internal sealed class ImageAnswerReader(long maxBytes, TimeProvider time)
{
    /// <summary>True when the body is packed although identity was asked for: a bomb or a broken origin.</summary>
    /// <remarks>On raw values: a malformed one must not pass as absent.</remarks>
    public static bool IsEncoded(HttpResponseMessage response)
        => HasOther(response.Content.Headers.NonValidated, "Content-Encoding", "identity")
            || HasOther(response.Headers.NonValidated, "Transfer-Encoding", "chunked");

    /// <summary>Reads the body.</summary>
    /// <param name="response">Status 200, not encoded.</param>
    /// <param name="download">Cancelled here when the origin is too slow.</param>
    public async ValueTask<Outcome<FetchedImage>> ReadAsync(HttpResponseMessage response, CancellationTokenSource download)
    {
        using var watch = new TransferRateWatch(time, download);
        await using var body = await response.Content.ReadAsStreamAsync(download.Token);
        return await BoundedBody.ReadAsync(body, response.Content.Headers.ContentLength, maxBytes, watch, download.Token);
    }

    private static bool HasOther(HttpHeadersNonValidated headers, string name, string harmless)
        => headers.TryGetValues(name, out var values) && values.Any(value => value.Length > 0 && !value.Equals(harmless, StringComparison.OrdinalIgnoreCase));
}
