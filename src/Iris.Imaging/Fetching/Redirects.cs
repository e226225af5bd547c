using System.Net;
using Iris.Core.Model;

namespace Iris.Imaging.Fetching;

/// <summary>Reads where a redirect leads; the answer is judged like a URL of the caller.</summary>
internal static class Redirects
{
    /// <summary>True for the statuses that name one other place. 300 and 304 are no redirects and end the fetch.</summary>
    public static bool Has(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    /// <summary>The next hop, fully judged.</summary>
    public static Outcome<ImageUrl> Next(ImageUrl from, HttpResponseMessage response, ImageUrlRules rules)
    {
        // The raw text, not the parsed header: one parser decides.
        if (!response.Headers.NonValidated.TryGetValues("Location", out var values) || values.Count != 1)
        {
            return FetchErrors.Failed;
        }

        var next = rules.Read(Absolute(from, values.ToString()));
        return next.TryGet(out var url, out _) && from.IsSecure && !url.IsSecure ? FetchErrors.Failed : next;
    }

    // RFC 3986, 5.2: a reference with a scheme stands alone, // keeps the scheme, / the host, ? the path, else the last segment is replaced.
    private static string Absolute(ImageUrl from, string location)
    {
        var uri = from.RequestUri;
        if (HasScheme(location))
        {
            return location;
        }

        if (location.StartsWith("//", StringComparison.Ordinal))
        {
            return $"{uri.Scheme}:{location}";
        }

        var origin = uri.GetLeftPart(UriPartial.Authority);
        var path = uri.AbsolutePath;
        return location switch
        {
            "" or ['#', ..] => origin + uri.PathAndQuery,
            ['/', ..] => origin + location,
            ['?', ..] => origin + path + location,
            _ => origin + path[..(path.LastIndexOf('/') + 1)] + location,
        };
    }

    private static bool HasScheme(string location)
    {
        var colon = location.IndexOf(':');
        return colon > 0 && char.IsAsciiLetter(location[0]) && location.AsSpan(0, colon).IndexOfAny("/?#") < 0;
    }
}
