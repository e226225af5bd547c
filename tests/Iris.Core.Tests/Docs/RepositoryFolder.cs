using System.Runtime.CompilerServices;

namespace Iris.Core.Tests.Docs;

/// <summary>The clone that this test was built in.</summary>
internal static class RepositoryFolder
{
    private static readonly Lazy<string> Found = new(Find);

    public static string Root => Found.Value;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    public static string[] Lines(string path) => Read(path).Split('\n');

    // From the program's folder upwards; when that lies elsewhere, from the folder of this source file.
    private static string Find() => FindAbove(AppContext.BaseDirectory) ?? FindAbove(SourceFolder()).ShouldNotBeNull("no Iris.slnx above the tests: they run outside of the repository");

    private static string? FindAbove(string start)
    {
        var folder = new DirectoryInfo(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Iris.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
