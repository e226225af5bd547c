namespace Iris.Core.Tests.Catalogue;

/// <summary>A folder with catalogue files of an operator, deleted afterwards.</summary>
internal sealed class OverrideFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("iris-test-").FullName;

    public void Models(string json) => File.WriteAllText(System.IO.Path.Combine(Path, "models.json"), json);

    public void Limits(string json) => File.WriteAllText(System.IO.Path.Combine(Path, "image-limits.json"), json);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
