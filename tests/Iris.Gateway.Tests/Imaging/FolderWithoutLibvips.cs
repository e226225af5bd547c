namespace Iris.Gateway.Tests.Imaging;

/// <summary>A copy of the built program that lacks the native library.</summary>
internal sealed class FolderWithoutLibvips : IDisposable
{
    public FolderWithoutLibvips()
    {
        Path = Directory.CreateTempSubdirectory("iris-test-").FullName;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            var name = System.IO.Path.GetFileName(file);
            if (name.EndsWith(".dll", StringComparison.Ordinal) || name.StartsWith("iris", StringComparison.Ordinal))
            {
                File.Copy(file, System.IO.Path.Combine(Path, name));
            }
        }
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
