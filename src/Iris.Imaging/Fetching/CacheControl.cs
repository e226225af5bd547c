using System.Globalization;
using System.Net.Http.Headers;

namespace Iris.Imaging.Fetching;

/// <summary>The directives of <c>Cache-Control</c> that a private cache heeds (RFC 9111, 5.2.2). What it does not know it passes over; of two values the stricter one counts.</summary>
/// <param name="NoStore">Nothing may be kept.</param>
/// <param name="NoCache">Kept, but asked about every time; also where only some fields are named.</param>
/// <param name="MaxAge">Zero when it cannot be read; null when it is absent. <c>s-maxage</c> is for shared caches, and a cache per key is none.</param>
internal readonly record struct CacheControl(bool NoStore, bool NoCache, TimeSpan? MaxAge)
{
    public static CacheControl Read(HttpHeadersNonValidated headers)
    {
        var read = default(CacheControl);
        if (headers.TryGetValues("Cache-Control", out var values))
        {
            foreach (var value in values)
            {
                read = read.With(value);
            }
        }

        return read;
    }

    private CacheControl With(string value)
    {
        var read = this;
        var quoted = false;
        var start = 0;
        for (var i = 0; i <= value.Length; i++)
        {
            if (i == value.Length || (value[i] == ',' && !quoted))
            {
                read = read.WithDirective(value.AsSpan(start, i - start).Trim());
                start = i + 1;
            }
            else if (value[i] == '"')
            {
                quoted = !quoted;
            }
        }

        return read;
    }

    private CacheControl WithDirective(ReadOnlySpan<char> directive)
    {
        var equals = directive.IndexOf('=');
        var name = equals < 0 ? directive : directive[..equals].Trim();
        return name switch
        {
            _ when name.Equals("no-store", StringComparison.OrdinalIgnoreCase) => this with { NoStore = true },
            _ when name.Equals("no-cache", StringComparison.OrdinalIgnoreCase) => this with { NoCache = true },
            _ when name.Equals("max-age", StringComparison.OrdinalIgnoreCase) => WithMaxAge(equals < 0 ? "" : directive[(equals + 1)..].Trim().Trim('"')),
            _ => this,
        };
    }

    private CacheControl WithMaxAge(ReadOnlySpan<char> text)
    {
        var age = TimeSpan.Zero;
        if (text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9'))
        {
            // More digits than a number holds mean for ever.
            age = uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromSeconds(uint.MaxValue);
        }

        return this with { MaxAge = MaxAge < age ? MaxAge : age };
    }
}
