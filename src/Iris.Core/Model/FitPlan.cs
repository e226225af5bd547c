namespace Iris.Core.Model;

/// <summary>What has to happen to one image before one endpoint can take it. A closed set; carrying it out is another step.</summary>
public abstract record FitPlan
{
    private protected FitPlan()
    {
    }

    /// <summary>The bytes go out as they are.</summary>
    public static FitPlan Keep { get; } = new KeepPlan();
}

/// <summary>The bytes go out as they are.</summary>
public sealed record KeepPlan : FitPlan;

/// <summary>The URL goes out, and the provider downloads.</summary>
/// <param name="Url">As the caller wrote it.</param>
public sealed record LinkPlan(string Url) : FitPlan;

/// <summary>The image is decoded, turned upright, shrunk if need be, and encoded anew without metadata.</summary>
/// <param name="Format">PNG, JPEG or WebP.</param>
/// <param name="MaxEdge">Longer side in pixels; <see cref="int.MaxValue"/> keeps the size.</param>
/// <param name="Quality">1 to 100; ignored for PNG.</param>
/// <param name="Reasons">Why, never empty.</param>
public sealed record RewritePlan(ImageFormat Format, int MaxEdge, int Quality, IReadOnlyList<FitReason> Reasons) : FitPlan;
