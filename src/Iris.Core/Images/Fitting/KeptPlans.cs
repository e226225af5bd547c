using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>Lists that say "keep" of every image: what most requests get, made once for each length.</summary>
internal static class KeptPlans
{
    private const int MostShared = 512;

    private static readonly IReadOnlyList<FitPlan>?[] Lists = new IReadOnlyList<FitPlan>?[MostShared + 1];

    /// <summary>The shared list of this length.</summary>
    /// <remarks>Two threads may both make one; either is right.</remarks>
    public static IReadOnlyList<FitPlan> Of(int count)
        => count > MostShared ? Copy(count) : Lists[count] ??= Array.AsReadOnly(Copy(count));

    /// <summary>A list of the caller's own, to change.</summary>
    public static FitPlan[] Copy(int count)
    {
        var plans = new FitPlan[count];
        Array.Fill(plans, FitPlan.Keep);
        return plans;
    }
}
