namespace Iris.Gateway.Tests.Configuration;

/// <summary>A file of the repository that the tests run in.</summary>
internal static class RepositoryFile
{
    public static string Read(string path) => File.ReadAllText(PathOf(path));

    public static byte[] ReadBytes(string path) => File.ReadAllBytes(PathOf(path));

    private static string PathOf(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Iris.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.ShouldNotBeNull("the tests run outside of the repository").FullName, path);
    }
}
