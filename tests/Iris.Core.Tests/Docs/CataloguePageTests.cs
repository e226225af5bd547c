using System.Text.RegularExpressions;
using Iris.Core.Catalogue;
using Iris.Core.Tests.Catalogue;

namespace Iris.Core.Tests.Docs;

public sealed partial class CataloguePageTests
{
    private readonly string _page = RepositoryFolder.Read("docs/catalogue.md");

    [Fact]
    public void Page_Examples_AreValidFiles()
    {
        using var folder = new OverrideFolder();
        var examples = Example().Matches(_page).Select(match => match.Groups[1].Value).ToList();
        examples.Count.ShouldBe(2);
        folder.Models(examples[0]);
        folder.Limits(examples[1]);
        var result = ModelCatalogue.Load(folder.Path);
        result.Mistakes.ShouldBeEmpty();
        result.Files.ShouldBe(["image-limits.json", "models.json"]);
        result.Catalogue!.Find("seer").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("models.json", "models")]
    [InlineData("models.json", "endpoints")]
    [InlineData("models.json", "families")]
    [InlineData("image-limits.json", "profiles")]
    public void Page_EveryMemberThatIsRead_IsNamed(string file, string list)
    {
        using var folder = new OverrideFolder();
        File.WriteAllText(Path.Combine(folder.Path, file), $$"""{"{{list}}": [{"@": 1}]}""");
        var remedy = ModelCatalogue.Load(folder.Path).Mistakes.First(mistake => mistake.Path == $"{list}[0].@").Remedy;
        var known = remedy.Replace("known here: ", "", StringComparison.Ordinal).Split(", ");
        known.Length.ShouldBeGreaterThan(5);
        known.Where(member => !_page.Contains(member, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
