namespace Iris.Gateway.Tests.DataFolder;

/// <summary>A path for one test, deleted with everything in it afterwards. The folder itself does not exist yet.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("iris-test-").FullName;

    public string Path => System.IO.Path.Combine(_root, "data");

    public string File(string name) => System.IO.Path.Combine(_root, name);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
