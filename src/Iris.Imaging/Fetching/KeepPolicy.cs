using System.Globalization;

namespace Iris.Imaging.Fetching;

/// <summary>What an answer allows to be kept, and for how long it is fresh (RFC 9111). Nothing is fresh that the origin did not call so.</summary>
internal sealed record KeepPolicy
{
    /// <summary>Whatever an origin says, it is asked again after a day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>True when it may be kept at all.</summary>
    public required bool MayStore { get; init; }

    /// <summary>When the answer came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How long it stays fresh from <see cref="ReceivedAt"/> on; zero: ask before each use.</summary>
    public required TimeSpan FreshFor { get; init; }

    /// <summary>True when the answer itself told how long it is fresh.</summary>
    public required bool IsExplicit { get; init; }

    /// <summary>What to ask again with, or null.</summary>
    public Validators? Validators { get; init; }

    /// <summary>True when keeping it can ever serve a later request.</summary>
    public bool IsWorthKeeping => MayStore && (FreshFor > TimeSpan.Zero || Validators is not null);

    /// <summary>Reads the policy of one answer.</summary>
    /// <param name="url">What was asked for.</param>
    /// <param name="response">Its headers.</param>
    /// <param name="askedAt">When the request left.</param>
    /// <param name="now">When the answer came.</param>
    public static KeepPolicy Read(ImageUrl url, HttpResponseMessage response, DateTimeOffset askedAt, DateTimeOffset now)
    {
        var control = CacheControl.Read(response.Headers.NonValidated);
        var lifetime = control.NoCache ? TimeSpan.Zero : control.MaxAge ?? ReadExpires(response, now);
        return new KeepPolicy
        {
            MayStore = !control.NoStore && !VariesOnEverything(response),
            ReceivedAt = now,
            FreshFor = Bound((lifetime ?? TimeSpan.Zero) - ReadAge(response, askedAt, now)),
            IsExplicit = lifetime is not null,
            Validators = Validators.Read(url, response),
        };
    }

    /// <summary>The policy of a redirect followed by this answer: the URL that was asked for first is no better than any hop.</summary>
    public KeepPolicy After(KeepPolicy? redirect) => redirect is null ? this : this with
    {
        MayStore = MayStore && redirect.MayStore,
        FreshFor = FreshFor < redirect.FreshFor ? FreshFor : redirect.FreshFor,
        IsExplicit = true,
    };

    private static TimeSpan Bound(TimeSpan freshFor) => freshFor < TimeSpan.Zero ? TimeSpan.Zero : freshFor > Longest ? Longest : freshFor;

    // Every request of Iris has the same headers, so that anything but * matches the next one as well.
    private static bool VariesOnEverything(HttpResponseMessage response)
        => response.Headers.NonValidated.TryGetValues("Vary", out var values)
            && values.Any(value => value.Split(',').Any(field => field.Trim() == "*"));

    private static TimeSpan? ReadExpires(HttpResponseMessage response, DateTimeOffset now)
    {
        if (!response.Content.Headers.NonValidated.TryGetValues("Expires", out var values))
        {
            return null;
        }

        // What is no date, "0" above all, lies in the past (RFC 9111, 5.3).
        return values.Count == 1 && TryReadDate(values.ToString(), out var expires)
            ? expires - (ReadDate(response) ?? now)
            : TimeSpan.Zero;
    }

    // RFC 9111, 4.2.3.
    private static TimeSpan ReadAge(HttpResponseMessage response, DateTimeOffset askedAt, DateTimeOffset now)
    {
        var apparent = ReadDate(response) is { } date && now > date ? now - date : TimeSpan.Zero;
        var told = response.Headers.NonValidated.TryGetValues("Age", out var values)
            && uint.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
        var corrected = told + (now - askedAt);
        return apparent > corrected ? apparent : corrected;
    }

    private static DateTimeOffset? ReadDate(HttpResponseMessage response)
        => response.Headers.NonValidated.TryGetValues("Date", out var values) && TryReadDate(values.ToString(), out var date) ? date : null;

    private static bool TryReadDate(string text, out DateTimeOffset date)
        => DateTimeOffset.TryParseExact(text, ["r", "dddd, dd'-'MMM'-'yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out date);
}
