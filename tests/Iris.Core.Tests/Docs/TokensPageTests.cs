using System.Text.Json;
using Iris.Core.Tests.Catalogue;
using Iris.Core.Tests.Images.Tokens;

namespace Iris.Core.Tests.Docs;

public sealed class TokensPageTests
{
    private const string Page = "docs/tokens.md";

    [Fact]
    public void Table_EachRuleOfTheData_IsThere()
    {
        var rules = EmbeddedFile.Read("Catalogue.models.json").EnumerateObject()
            .Where(list => list.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(list => list.Value.EnumerateArray())
            .Where(row => row.TryGetProperty("token_formula", out _))
            .Select(row => row.GetProperty("token_formula").GetProperty("id").GetString()!)
            .Distinct().ToList();
        rules.Count.ShouldBeGreaterThan(15);
        rules.Except(WrittenRules()).ShouldBeEmpty($"{Page} lacks rules that the catalogue uses.");
    }

    [Fact]
    public void Table_Rules_AreThoseOfTheCode() =>
        WrittenRules().Except(["unknown_xai"]).Order(StringComparer.Ordinal)
            .ShouldBe(TokenRules.Names.Select(name => TokenRules.Find(name).Id).Except(["unknown_xai"]).Distinct().Order(StringComparer.Ordinal));

    // The first cell of each row: one or more names in backticks.
    private static List<string> WrittenRules() =>
        [.. RepositoryFolder.Lines(Page)
            .SkipWhile(line => !line.StartsWith("| rule |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .SelectMany(line => line.Split('|')[1].Split('`').Where((_, index) => index % 2 == 1))];
}
