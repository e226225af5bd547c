namespace Iris.Core.Model;

/// <summary>What has to happen to one image before one endpoint can take it. A closed set; carrying it out is another step.</summary>
public abstract record FitPlan
{
    private protected FitPlan()
    {
    }

    /// <summary>The bytes go out as they are.</summary>
    public static FitPlan Keep { get; } = new KeepPlan();

    /// <summary>The bytes go out without their metadata; no pixel is touched.</summary>
    public static FitPlan Strip { get; } = new StripPlan();
}

/// <summary>The bytes go out as they are, under the media type that they have.</summary>
public sealed record KeepPlan : FitPlan;

/// <summary>Metadata is cut out of the file; what a decoder needs (colour profile, orientation) stays.</summary>
public sealed record StripPlan : FitPlan;

/// <summary>The URL goes out, and the provider downloads.</summary>
/// <param name="Url">As the caller wrote it.</param>
public sealed record LinkPlan(string Url) : FitPlan;

/// <summary>The first frame is decoded, turned upright, converted to 8-bit sRGB, shrunk if need be, and encoded anew without metadata.</summary>
/// <param name="Target">What comes out.</param>
/// <param name="Reasons">Why, never empty.</param>
public sealed record RewritePlan(RewriteTarget Target, IReadOnlyList<FitReason> Reasons) : FitPlan;
