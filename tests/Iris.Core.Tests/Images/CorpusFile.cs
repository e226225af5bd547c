namespace Iris.Core.Tests.Images;

/// <summary>One row of the corpus table.</summary>
internal sealed record CorpusFile(string Name, string Kind, string Expected, string Code, string Dimensions, string Pages, string Meta, byte[] Bytes)
{
    /// <summary>True when no folder is named, or it holds no table.</summary>
    public static bool IsAbsent => Environment.GetEnvironmentVariable("IRIS_TEST_CORPUS") is not { } folder || !File.Exists(Path.Combine(folder, "images.tsv"));

    /// <summary>All rows whose file exists; skips the test when the folder is not named.</summary>
    public static IReadOnlyList<CorpusFile> ReadAll()
    {
        Assert.SkipWhen(IsAbsent, "The corpus is absent: set IRIS_TEST_CORPUS to the folder that holds images.tsv.");
        var folder = Environment.GetEnvironmentVariable("IRIS_TEST_CORPUS")!;
        return
        [
            .. File.ReadLines(Path.Combine(folder, "images.tsv"))
                .Skip(1)
                .Select(line => line.Split('\t'))
                .Select(cells => new CorpusFile(cells[0], cells[1], cells[2], cells[3], cells[5], cells[6], cells[7], File.ReadAllBytes(Path.Combine(folder, "images", cells[0])))),
        ];
    }
}
