namespace Iris.Gateway.Tests.Configuration;

internal static class RepositoryFile
{
    public static string Read(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Iris.slnx")))
        {
            folder = folder.Parent;
        }

        return File.ReadAllText(Path.Combine(folder.ShouldNotBeNull("the tests run outside of the repository").FullName, path));
    }
}
