using Iris.Core.Model;

namespace Iris.Core.Images;

/// <summary>From the plan to the order for the pixel workers.</summary>
public static class RewritePlanExtensions
{
    /// <summary>What a worker has to make.</summary>
    public static RewriteTarget Target(this RewritePlan plan) => new(plan.Format, plan.MaxEdge, plan.Quality);
}
