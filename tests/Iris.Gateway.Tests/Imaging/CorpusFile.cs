namespace Iris.Gateway.Tests.Imaging;

/// <summary>One line of the image corpus, which lies outside the repository in the folder that <c>IRIS_TEST_CORPUS</c> names.</summary>
internal sealed record CorpusFile(string Name, string Kind, string Expected, string Code, string Path)
{
    public static IReadOnlyList<CorpusFile> All()
    {
        var folder = Environment.GetEnvironmentVariable("IRIS_TEST_CORPUS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "IRIS_TEST_CORPUS names no folder with images.tsv: the corpus tests did not run.");
        return
        [
            .. File.ReadLines(System.IO.Path.Combine(folder, "images.tsv"))
                .Skip(1)
                .Select(line => line.Split('\t'))
                .Select(fields => new CorpusFile(fields[0], fields[1], fields[2], fields[3], System.IO.Path.Combine(folder, "images", fields[0])))
                .Where(file => File.Exists(file.Path)),
        ];
    }

    public static CorpusFile Named(string name) => All().Single(file => file.Name == name);

    public byte[] Read() => File.ReadAllBytes(Path);

    public override string ToString() => $"{Name} ({Kind}, {Expected} {Code})";
}
