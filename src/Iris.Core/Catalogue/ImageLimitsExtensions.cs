using Iris.Core.Model;

namespace Iris.Core.Catalogue;

/// <summary>What follows from two sets of limits at once.</summary>
public static class ImageLimitsExtensions
{
    /// <summary>The limits of an endpoint under an operator's own profile: of every limit the narrower one. Whether the endpoint fetches URLs is its own affair.</summary>
    /// <remarks>
    /// An endpoint without image input, and one that shares no format with the profile, keeps its own formats. Where one counts files
    /// and the other base64 text, both are counted as base64 text.
    /// </remarks>
    /// <param name="endpoint">The endpoint's own.</param>
    /// <param name="profile">What narrows them; null for nothing.</param>
    public static ImageLimits Within(this ImageLimits endpoint, ImageLimits? profile)
    {
        if (profile is null)
        {
            return endpoint;
        }

        var formats = endpoint.Formats.Intersect(profile.Formats).ToList();
        var measure = Common(endpoint, profile);
        return endpoint with
        {
            Profile = endpoint.Profile == profile.Profile ? endpoint.Profile : $"{endpoint.Profile} within {profile.Profile}",
            Formats = formats.Count > 0 ? formats : endpoint.Formats,
            Measure = measure,
            MaxImageBytes = Narrower(As(measure, endpoint, endpoint.MaxImageBytes), As(measure, profile, profile.MaxImageBytes)),
            MaxTotalBytes = Narrower(As(measure, endpoint, endpoint.MaxTotalBytes), As(measure, profile, profile.MaxTotalBytes)),
            MaxRequestBytes = Narrower(endpoint.MaxRequestBytes, profile.MaxRequestBytes),
            MaxEdge = Narrower(endpoint.MaxEdge, profile.MaxEdge),
            MinEdge = endpoint.MinEdge is { } a && profile.MinEdge is { } b ? Math.Max(a, b) : endpoint.MinEdge ?? profile.MinEdge,
            MaxPixels = Narrower(endpoint.MaxPixels, profile.MaxPixels),
            MaxAspect = Narrower(endpoint.MaxAspect, profile.MaxAspect),
            MaxImages = Narrower(endpoint.MaxImages, profile.MaxImages),
            ManyImages = Narrower(endpoint.ManyImages, profile.ManyImages),
            AllowsAnimation = endpoint.AllowsAnimation && profile.AllowsAnimation,
        };
    }

    private static ByteMeasure Common(ImageLimits one, ImageLimits other) =>
        !CountsBytes(other) ? one.Measure
        : !CountsBytes(one) ? other.Measure
        : one.Measure == other.Measure ? one.Measure : ByteMeasure.Base64;

    private static bool CountsBytes(ImageLimits limits) => (limits.MaxImageBytes ?? limits.MaxTotalBytes) is not null;

    // Rounded down to whole groups of three bytes, so that no file above the limit slips through.
    private static long? As(ByteMeasure measure, ImageLimits limits, long? bytes) =>
        limits.Measure == ByteMeasure.Raw && measure == ByteMeasure.Base64 ? bytes / 3 * 4 : bytes;

    // One rule cannot say two steps: it begins where the first of the two begins, with the narrower edge of both.
    private static ManyImagesLimit? Narrower(ManyImagesLimit? one, ManyImagesLimit? other) =>
        one is not null && other is not null ? new ManyImagesLimit(Math.Min(one.MoreThan, other.MoreThan), Math.Min(one.MaxEdge, other.MaxEdge)) : one ?? other;

    private static T? Narrower<T>(T? one, T? other)
        where T : struct, IComparable<T> =>
        one is { } a && other is { } b ? (a.CompareTo(b) <= 0 ? a : b) : one ?? other;
}
