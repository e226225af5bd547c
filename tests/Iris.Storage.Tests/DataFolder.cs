namespace Iris.Storage.Tests;

/// <summary>A folder of its own for one test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("iris-storage-").FullName;

    public string Database => System.IO.Path.Combine(Path, "iris.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
