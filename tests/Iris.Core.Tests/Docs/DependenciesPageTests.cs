using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Iris.Core.Tests.Docs;

public sealed partial class DependenciesPageTests
{
    private const string Page = "docs/dependencies.md";
    private static readonly string[] NpmLists = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];

    [Fact]
    public void Page_EachNuGetPackage_IsNamedWithItsVersion()
        => ShouldBeListed(XDocument.Parse(RepositoryFolder.Read("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Select(package => new Dependency(package.Attribute("Include")!.Value, package.Attribute("Version")!.Value)));

    [Theory]
    [InlineData("native/package.json")]
    [InlineData("tests/clients/package.json")]
    [InlineData("bench/load/portkey/package.json")]
    public void Page_EachDirectNpmPackage_IsNamedWithItsVersion(string manifest)
        => ShouldBeListed(ReadManifest(manifest));

    [Fact]
    public void Page_EachDebianPackageOfTheSetup_IsNamed()
    {
        var installed = DebianPackages().Match(RepositoryFolder.Read(".ci/setup.sh")).Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        installed.ShouldNotBeEmpty();
        installed.Except(Rows().Select(row => row.Name)).ShouldBeEmpty($"{Page} lacks Debian packages that the setup installs.");
    }

    [Fact]
    public void Page_EachRow_HasVersionLicenceAndReason()
        => Rows().ShouldAllBe(row => row.Version.Length > 0 && row.Licence.Length > 0 && row.Reason.Length > 0);

    [Fact]
    public void Page_EachPackageOfTheTables_IsStillADependency()
    {
        var real = XDocument.Parse(RepositoryFolder.Read("Directory.Packages.props")).Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value)
            .Concat(ReadManifest("native/package.json").Concat(ReadManifest("tests/clients/package.json")).Concat(ReadManifest("bench/load/portkey/package.json")).Select(package => package.Name));
        Rows().Where(row => !row.Version.EndsWith("on Debian 12", StringComparison.Ordinal)).Select(row => row.Name).Except(real).ShouldBeEmpty($"{Page} names packages that nobody depends on.");
    }

    private static IEnumerable<Dependency> ReadManifest(string path)
    {
        using var manifest = JsonDocument.Parse(RepositoryFolder.Read(path));
        var found = NpmLists
            .Where(list => manifest.RootElement.TryGetProperty(list, out _))
            .SelectMany(list => manifest.RootElement.GetProperty(list).EnumerateObject())
            .Select(package => Resolve(package.Name, package.Value.GetString()!))
            .ToList();
        found.ShouldNotBeEmpty($"{path} has no dependencies");
        return found;
    }

    /// <summary><c>"alias": "npm:name@version"</c> is the package <c>name</c>.</summary>
    private static Dependency Resolve(string name, string version)
    {
        if (!version.StartsWith("npm:", StringComparison.Ordinal))
        {
            return new Dependency(name, version);
        }

        var at = version.LastIndexOf('@');
        return new Dependency(version["npm:".Length..at], version[(at + 1)..]);
    }

    private static void ShouldBeListed(IEnumerable<Dependency> dependencies)
    {
        var listed = Rows().Select(row => new Dependency(row.Name, row.Version)).ToHashSet();
        var missing = dependencies.Where(dependency => !listed.Contains(dependency)).Select(dependency => $"| {dependency.Name} | {dependency.Version} | <licence> | <reason> |").ToList();
        missing.ShouldBeEmpty($"{Page} lacks these rows:\n{string.Join('\n', missing)}\n");
    }

    private static List<Row> Rows()
    {
        var rows = RepositoryFolder.Lines(Page)
            .Where(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 4 && cells[0] != "package" && !cells[0].StartsWith("---", StringComparison.Ordinal))
            .Select(cells => new Row(cells[0], cells[1], cells[2], cells[3]))
            .ToList();
        rows.Count.ShouldBeGreaterThan(20, $"the tables of {Page} cannot be read");
        return rows;
    }

    [GeneratedRegex(@"^debian_packages=\((.+)\)$", RegexOptions.Multiline)]
    private static partial Regex DebianPackages();

    private sealed record Dependency(string Name, string Version);

    private sealed record Row(string Name, string Version, string Licence, string Reason);
}
