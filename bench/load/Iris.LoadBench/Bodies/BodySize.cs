namespace Iris.LoadBench.Bodies;

/// <summary>A body size of the table.</summary>
/// <param name="Name">As written on the command line and in the table.</param>
/// <param name="Bytes">Length of the whole JSON body that the image is chosen for; the real one is at most one row of pixels shorter.</param>
internal sealed record BodySize(string Name, int Bytes)
{
    /// <summary>The three sizes of the table. The last one is an image of 20 MB.</summary>
    public static readonly IReadOnlyList<BodySize> All = [new("1KB", 1024), new("1MB", 1_000_000), new("27MB", 26_700_000)];

    /// <summary>Finds a size by its name, in any case.</summary>
    public static BodySize? Find(string name) => All.FirstOrDefault(size => size.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
