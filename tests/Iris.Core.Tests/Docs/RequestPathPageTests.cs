using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Iris.Core.Pipeline;

namespace Iris.Core.Tests.Docs;

public sealed partial class RequestPathPageTests
{
    private const string Page = "docs/request-path.md";
    private const string Pipeline = "src/Iris.Core/Pipeline/GatewayPipeline.cs";
    private const BindingFlags AllMembers = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    [Fact]
    public void Page_Steps_AreThoseOfThePipelineInOrder()
    {
        var steps = StepComment().Matches(RepositoryFolder.Read(Pipeline)).Select(match => match.Value).ToList();
        steps.Count.ShouldBe(9, $"{Pipeline} no longer names nine steps in its comments");
        StepHeading().Matches(RepositoryFolder.Read(Page)).Select(match => match.Groups[1].Value).ShouldBe(steps);
    }

    [Fact]
    public void Page_EachTypeName_Exists()
    {
        var names = Names().ToList();
        names.Count.ShouldBeGreaterThan(40, $"the names of {Page} cannot be read");
        var types = typeof(GatewayPipeline).Assembly.GetTypes().Concat(typeof(Utf8JsonReader).Assembly.GetExportedTypes()).ToLookup(type => type.Name.Split('`')[0], StringComparer.Ordinal);
        var declared = DeclaredOutsideCore();
        names.Where(name => !Exists(name, types, declared)).ShouldBeEmpty($"{Page} names types or members that do not exist.");
    }

    [Fact]
    public void Page_EachStep_SaysWhatItReadsAndLeaves()
    {
        var steps = StepHeading().Split(RepositoryFolder.Read(Page)).Where((_, index) => index > 0 && index % 2 == 0).ToList();
        steps.Count.ShouldBe(9);
        steps.ShouldAllBe(step => step.Contains("- Reads ") && step.Contains("leaves ") && step.Contains("- Thin today: "));
    }

    /// <summary>A member is looked up where the type is one of Core; elsewhere the type has to do.</summary>
    private static bool Exists(string name, ILookup<string, Type> types, HashSet<string> declared)
    {
        var parts = name.Split('.');
        return types[parts[0]].Any()
            ? parts.Length == 1 || types[parts[0]].Any(type => type.GetMember(parts[1], AllMembers).Length > 0)
            : declared.Contains(parts[0]);
    }

    private static IEnumerable<string> Names() => TypeName().Matches(RepositoryFolder.Read(Page)).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>These tests reference Core alone; of the other assemblies the source tells.</summary>
    private static HashSet<string> DeclaredOutsideCore()
        => Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("Iris.Core", StringComparison.Ordinal))
            .SelectMany(path => Declaration().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"(?<=// |, )\d [A-Z]\w+")]
    private static partial Regex StepComment();

    [GeneratedRegex(@"^### (\d \w+)$", RegexOptions.Multiline)]
    private static partial Regex StepHeading();

    [GeneratedRegex(@"`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(?:\.[A-Z]\w*)?)`")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\b(?:class|record|record struct|struct|interface|enum) ([A-Z]\w*)")]
    private static partial Regex Declaration();
}
