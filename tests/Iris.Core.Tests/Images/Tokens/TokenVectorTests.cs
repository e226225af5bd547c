using Iris.Core.Images.Tokens;
using Iris.Core.Model;

namespace Iris.Core.Tests.Images.Tokens;

/// <summary>What vendors print, what others measured and what follows from the rules, row by row.</summary>
public sealed class TokenVectorTests
{
    // Every row that was collected from the vendors' pages, from measurements and from the rules.
    private const int Rows = 162;

    private static readonly TokenVector[] All =
        [.. OpenAiVectors.All, .. AnthropicVectors.All, .. GoogleVectors.All, .. GridVectors.All, .. TileVectors.All];

    public static TheoryData<string> Names() => [.. All.Select(NameOf)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Count_EachVector_IsThatOfItsSource(string name)
    {
        var vector = All.Single(row => NameOf(row) == name);
        var formula = TokenRules.Find(vector.Rule);
        foreach (var (width, height) in vector.Sizes)
        {
            ImageTokens.Count(formula, width, height, vector.Detail).Tokens.ShouldBeInRange(vector.Least, vector.Most, $"{width} × {height}");
        }
    }

    [Fact]
    public void Vectors_Rows_AreAllThere()
    {
        All.Length.ShouldBe(Rows);
        All.Select(NameOf).ShouldBeUnique();
    }

    [Fact]
    public void Vectors_ThatAreNotExact_SayWhy() =>
        All.Where(row => row.Least != row.Most || row.Width == 0).ShouldAllBe(row => row.Reason != null);

    [Fact]
    public void Vectors_OfficialNumbers_AreExact() =>
        All.Count(row => row.Origin == VectorOrigin.Official && row.Least == row.Most).ShouldBe(All.Count(row => row.Origin == VectorOrigin.Official) - 2, "all but the two of Gemini 2.5, whose page prints a range");

    [Fact]
    public void Vectors_Details_AreThoseOfTheModel()
    {
        // "auto" of GPT-5.5 and 5.6 is their original size: rows that were measured with auto hold for original too.
        foreach (var vector in All.Where(row => row.Rule is "openai:gpt-5.5" or "openai:gpt-5.6-sol" && row.Detail == ImageDetail.Auto))
        {
            ImageTokens.Count(TokenRules.Find(vector.Rule), vector.Width, vector.Height, ImageDetail.Original).Tokens.ShouldBe(vector.Least);
        }
    }

    private static string NameOf(TokenVector row) => $"{row.Rule}, {(row.Width == 0 ? "any size" : $"{row.Width} × {row.Height}")}, {row.Detail}, {row.Origin}, {row.Least}";
}
