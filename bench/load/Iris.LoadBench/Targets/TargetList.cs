namespace Iris.LoadBench.Targets;

/// <summary>All targets, in the order of the table.</summary>
internal static class TargetList
{
    /// <summary>The row that every run divides by.</summary>
    public const string Nginx = "nginx";

    /// <summary>The other gateway.</summary>
    public const string Portkey = "portkey";

    /// <summary>Ours.</summary>
    public const string Iris = "iris";

    /// <summary>The targets.</summary>
    public static readonly IReadOnlyList<ITarget> All = [new DirectTarget(), new NginxTarget(), new IrisTarget(), new PortkeyTarget()];
}
