using Iris.Core.Model;

namespace Iris.Core.Catalogue;

/// <summary>What follows from two sets of limits at once.</summary>
public static class ImageLimitsExtensions
{
    /// <summary>The limits of an endpoint under an operator's own profile: of every limit the narrower one. Whether the endpoint fetches URLs is its own affair.</summary>
    /// <remarks>An endpoint without image input, and one that shares no format with the profile, keeps its own formats.</remarks>
    public static ImageLimits Within(this ImageLimits endpoint, ImageLimits profile)
    {
        var formats = endpoint.Formats.Intersect(profile.Formats).ToList();
        return endpoint with
        {
            Profile = endpoint.Profile == profile.Profile ? endpoint.Profile : $"{endpoint.Profile} within {profile.Profile}",
            Formats = formats.Count > 0 ? formats : endpoint.Formats,
            MaxImageBytes = Narrower(endpoint.MaxImageBytes, profile.MaxImageBytes),
            MaxEdge = Narrower(endpoint.MaxEdge, profile.MaxEdge),
            MaxImages = Narrower(endpoint.MaxImages, profile.MaxImages),
            AllowsAnimation = endpoint.AllowsAnimation && profile.AllowsAnimation,
        };
    }

    private static T? Narrower<T>(T? one, T? other)
        where T : struct, IComparable<T> =>
        one is { } a && other is { } b ? (a.CompareTo(b) <= 0 ? a : b) : one ?? other;
}
