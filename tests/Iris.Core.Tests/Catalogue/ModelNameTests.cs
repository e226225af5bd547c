using Iris.Core.Catalogue;

namespace Iris.Core.Tests.Catalogue;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("Claude-Sonnet-4.5", "claude-sonnet-4-5")]
    [InlineData("  openai/GPT-4o ", "openai/gpt-4o")]
    [InlineData("openai/gpt-4o:nitro", "openai/gpt-4o")]
    [InlineData("openai/gpt-4o:FREE", "openai/gpt-4o")]
    [InlineData("qwen2.5vl:7b", "qwen2-5vl:7b")]
    [InlineData("anthropic.claude-haiku-4-5-20251001-v1:0", "anthropic-claude-haiku-4-5-20251001-v1:0")]
    [InlineData("qwen2.5vl:7b:floor", "qwen2-5vl:7b")]
    [InlineData(":free", ":free")]
    [InlineData("", "")]
    public void Normalize_Spelling_GivesTheSharedForm(string name, string expected) => ModelName.Normalize(name).ShouldBe(expected);

    [Theory]
    [InlineData("a/b:free", "a/b", "free")]
    [InlineData("a/b:Nitro", "a/b", "nitro")]
    [InlineData("a/b:floor", "a/b", "floor")]
    [InlineData("a/b:online", "a/b", "online")]
    [InlineData("a/b:exacto", "a/b", "exacto")]
    [InlineData("a/b:extended", "a/b", "extended")]
    [InlineData("a/b:thinking", "a/b", "thinking")]
    [InlineData("a/b:7b", "a/b:7b", null)]
    [InlineData("a/b-v1:0", "a/b-v1:0", null)]
    [InlineData("a/b:", "a/b:", null)]
    public void SplitVariant_Name_KnowsOnlyTheKnownWords(string name, string expected, string? variant) =>
        ModelName.SplitVariant(name).ShouldBe((expected, variant));
}
