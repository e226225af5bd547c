namespace Iris.Core.Tests.Architecture;

/// <summary>Which folder of Iris.Core may know which: the table of the architecture, section 3. What is not listed is forbidden.</summary>
internal static class FolderRules
{
    private const string Root = "Iris.Core";

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Pipeline"] = ["Dialects", "Providers", "Routing", "Images", "Accounting", "Catalogue", "Telemetry", "Model", "Wire"],
        ["Providers"] = ["Dialects", "Catalogue", "Telemetry", "Model", "Wire"],
        ["Dialects"] = ["Model", "Wire"],
        ["Routing"] = ["Catalogue", "Telemetry", "Model"],
        ["Images"] = ["Catalogue", "Telemetry", "Model", "Wire"],
        ["Accounting"] = ["Catalogue", "Telemetry", "Model"],
        ["Catalogue"] = ["Model"],
        ["Telemetry"] = [],
        ["Wire"] = [],
        ["Model"] = [],
    };

    // Profiles are data about all vendors and belong to none.
    private static readonly Dictionary<string, string[]> ForAllInside = new(StringComparer.Ordinal)
    {
        ["Providers"] = ["Profiles"],
        ["Dialects"] = [],
    };

    /// <summary>All folders of the table.</summary>
    public static IReadOnlyCollection<string> Folders => Allowed.Keys;

    /// <summary>True when a type of the one namespace may know a type of the other.</summary>
    public static bool Allows(string from, string to)
    {
        var (folder, inner) = Split(from);
        var (target, targetInner) = Split(to);
        if (folder != target)
        {
            return Allowed.TryGetValue(folder, out var known) && known.Contains(target);
        }

        // One vendor or dialect never knows another; what lies above them is common.
        return !ForAllInside.TryGetValue(folder, out var common) || targetInner.Length == 0 || inner == targetInner || common.Contains(targetInner);
    }

    /// <summary>The folder of a namespace and the folder inside that, each empty where there is none.</summary>
    public static (string Folder, string Inner) Split(string fullNamespace)
    {
        if (!fullNamespace.StartsWith(Root + ".", StringComparison.Ordinal))
        {
            return ("", "");
        }

        var parts = fullNamespace[(Root.Length + 1)..].Split('.');
        return (parts[0], parts.Length > 1 ? parts[1] : "");
    }
}
