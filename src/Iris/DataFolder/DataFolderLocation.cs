using Iris.Configuration;

namespace Iris.DataFolder;

/// <summary>Where the data folder lies: <c>IRIS_DATA</c>, else <c>$XDG_DATA_HOME/iris</c>, else <c>~/.local/share/iris</c>.</summary>
/// <remarks><c>./run</c> sets <c>IRIS_DATA</c> to <c>.iris/</c> in the clone when the caller has not.</remarks>
internal static class DataFolderLocation
{
    /// <summary>The absolute path; the folder need not exist yet.</summary>
    /// <param name="environment">Looks a variable up; null or empty means unset.</param>
    /// <param name="currentDirectory">What a relative <c>IRIS_DATA</c> is relative to.</param>
    public static string Resolve(Func<string, string?> environment, string currentDirectory)
    {
        if (environment(ConfigurationVariables.Data) is { Length: > 0 } chosen)
        {
            return Path.GetFullPath(chosen, currentDirectory);
        }

        // The base directory specification calls a relative XDG_DATA_HOME invalid: it is ignored.
        if (environment("XDG_DATA_HOME") is { Length: > 0 } shared && Path.IsPathFullyQualified(shared))
        {
            return Path.Combine(shared, "iris");
        }

        return environment("HOME") is { Length: > 0 } home
            ? Path.Combine(home, ".local", "share", "iris")
            : throw new DataFolderException(
                "There is no place for the data folder: neither IRIS_DATA, XDG_DATA_HOME nor HOME is set.",
                "Set IRIS_DATA to a folder that this user may write.");
    }
}
