namespace Iris.Imaging.Fetching;

/// <summary>What an origin said to recognise its answer by (RFC 9110, 8.8). Sent back as it was, and to the same URL only: elsewhere the same mark names something else.</summary>
/// <param name="ETag">With its quotes, or null.</param>
/// <param name="LastModified">As written, or null.</param>
/// <param name="Url">Digest of the URL that gave the answer, the last of the redirects.</param>
internal sealed record Validators(string? ETag, string? LastModified, string Url)
{
    private const int LongestETag = 1024;
    private const int LongestDate = 64;

    /// <summary>Those of an answer, or null when it has none that can be sent back.</summary>
    public static Validators? Read(ImageUrl url, HttpResponseMessage response)
    {
        var etag = Single(response.Headers.NonValidated, "ETag", LongestETag);
        var modified = Single(response.Content.Headers.NonValidated, "Last-Modified", LongestDate);
        return etag is null && modified is null ? null : new Validators(etag, modified, url.Digest);
    }

    /// <summary>Adds them to a request for their own URL.</summary>
    /// <returns>False when the request is for another URL: nothing was added.</returns>
    public bool TryAdd(ImageUrl url, HttpRequestMessage request)
    {
        if (url.Digest != Url)
        {
            return false;
        }

        if (ETag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ETag);
        }
        else
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", LastModified);
        }

        return true;
    }

    private static string? Single(System.Net.Http.Headers.HttpHeadersNonValidated headers, string name, int longest)
        => headers.TryGetValues(name, out var values) && values.Count == 1 && values.ToString() is { Length: > 0 } value
            && value.Length <= longest && !value.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? value : null;
}
