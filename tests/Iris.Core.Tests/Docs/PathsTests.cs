using System.Text.RegularExpressions;

namespace Iris.Core.Tests.Docs;

/// <summary>Files and links that the documentation names are there.</summary>
public sealed partial class PathsTests
{
    public static TheoryData<string> Pages()
        => [.. Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(RepositoryFolder.Root, "README.md"))
            .Select(path => Path.GetRelativePath(RepositoryFolder.Root, path))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_EachPathInBackticks_Exists(string page)
        => PathInBackticks().Matches(RepositoryFolder.Read(page)).Select(match => match.Groups[1].Value).Distinct()
            .Where(path => !IsThere(Path.Combine(RepositoryFolder.Root, path)))
            .ShouldBeEmpty($"{page} names files that do not exist.");

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_EachLink_LeadsToAFile(string page)
        => Link().Matches(RepositoryFolder.Read(page)).Select(match => match.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal)).Distinct()
            .Where(target => !IsThere(Path.Combine(RepositoryFolder.Root, Path.GetDirectoryName(page)!, target)))
            .ShouldBeEmpty($"{page} has links that lead nowhere.");

    private static bool IsThere(string path) => File.Exists(path) || Directory.Exists(path);

    // Paths with a <Placeholder>, a star or a space are patterns.
    [GeneratedRegex(@"`((?:src|tests|docs|bench|native|samples|\.ci)/[^`<>*\s]+)`")]
    private static partial Regex PathInBackticks();

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
