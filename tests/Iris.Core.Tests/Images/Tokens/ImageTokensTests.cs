using Iris.Core.Catalogue;
using Iris.Core.Catalogue.Formulas;
using Iris.Core.Images.Tokens;
using Iris.Core.Model;

namespace Iris.Core.Tests.Images.Tokens;

public sealed class ImageTokensTests
{
    [Fact]
    public void Count_G1_BytesOfTheImage_PlayNoPart()
    {
        // The file may have 20 MB or 20 kB: 1 049 tokens once were 633 912 of base64 read as text.
        ImageTokens.Count(TokenRules.Find("openai:gpt-5-mini"), 1024, 1024, ImageDetail.High).Tokens.ShouldBe(1229);
        ImageTokens.Count(TokenRules.Find("openai:gpt-4o"), 1024, 1024, ImageDetail.High).Tokens.ShouldBe(765);
    }

    [Fact]
    public void Count_G2_FullHdOnClaude_IsNotAFlat85()
    {
        ImageTokens.Count(TokenRules.Find("anthropic:claude-sonnet-4-5"), 1920, 1080, ImageDetail.Auto).ShouldBe(new ImageTokenCount(1560, false));
        ImageTokens.Count(TokenRules.Find("anthropic:claude-opus-4-7"), 1920, 1080, ImageDetail.Auto).ShouldBe(new ImageTokenCount(2691, false));
    }

    [Theory]
    [InlineData("openai:gpt-4o")]
    [InlineData("anthropic:claude-sonnet-4-5")]
    [InlineData("google:gemini-2.5-flash")]
    [InlineData("google:gemini-3.5-flash")]
    [InlineData("mistral:mistral-large-2512")]
    public void Count_G3_1024Square_IsFarFrom110000(string rule) =>
        ImageTokens.Count(TokenRules.Find(rule), 1024, 1024, ImageDetail.Auto).Tokens.ShouldBeInRange(500, 2_000);

    [Fact]
    public void Count_G4_UnknownModel_IsOneCarefulEstimate()
    {
        var small = ImageTokens.Count(null, 10, 10, ImageDetail.Low);
        small.ShouldBe(ImageTokens.Count(null, 8000, 8000, ImageDetail.High));
        small.ShouldBe(new ImageTokenCount(UnknownFormula.Careful.Tokens, true));
        ImageTokens.Most(null, ImageDetail.Auto).ShouldBe(small);
    }

    [Theory]
    [InlineData("google:gemini-2.0-flash", 1032, false)]
    [InlineData("google:gemini-2.5-flash", 1024, true)]
    [InlineData("google:gemini-3.5-flash", 1120, true)]
    public void Count_G5_Gemini_CountsItsImages(string rule, long tokens, bool isEstimated) =>
        ImageTokens.Count(TokenRules.Find(rule), 1024, 1024, ImageDetail.Auto).ShouldBe(new ImageTokenCount(tokens, isEstimated));

    [Theory]
    [InlineData(ImageDetail.Low, 280)]
    [InlineData(ImageDetail.Auto, 1120)]
    [InlineData(ImageDetail.High, 1120)]
    [InlineData(ImageDetail.Original, 2240)]
    public void Count_F7_DetailOnGemini3_IsItsMediaResolution(ImageDetail detail, long tokens) =>
        ImageTokens.Count(TokenRules.Find("google:gemini-3.5-flash"), 1920, 1080, detail).Tokens.ShouldBe(tokens);

    [Theory]
    [InlineData(ImageDetail.Low, 64)]
    [InlineData(ImageDetail.Auto, 1536)]
    [InlineData(ImageDetail.Original, 1536)]
    public void Count_F7_DetailOnGemini25_LowIsOneCheapLook(ImageDetail detail, long tokens) =>
        ImageTokens.Count(TokenRules.Find("google:gemini-2.5-flash"), 1920, 1080, detail).Tokens.ShouldBe(tokens);

    [Theory]
    [InlineData("openai:gpt-4o", ImageDetail.High)]
    [InlineData("openai:gpt-5.2", ImageDetail.High)]
    [InlineData("openai:gpt-5.4", ImageDetail.High)]
    [InlineData("openai:gpt-5.5", ImageDetail.Original)]
    [InlineData("openai:gpt-5.6-sol", ImageDetail.Original)]
    public void Count_AutoOnOpenAi_IsWhatTheGuideSays(string rule, ImageDetail meant)
    {
        var formula = TokenRules.Find(rule);
        ImageTokens.Count(formula, 4032, 3024, ImageDetail.Auto).ShouldBe(ImageTokens.Count(formula, 4032, 3024, meant));
    }

    [Theory]
    [InlineData("openai:gpt-4o")]
    [InlineData("openai:gpt-5.2")]
    [InlineData("cohere:command-a-vision-07-2025")]
    [InlineData("google:gemini-2.5-flash")]
    public void Count_OriginalWhereThereIsNone_IsHigh(string rule)
    {
        var formula = TokenRules.Find(rule);
        ImageTokens.Count(formula, 600, 400, ImageDetail.Original).ShouldBe(ImageTokens.Count(formula, 600, 400, ImageDetail.High));
    }

    [Fact]
    public void Count_BudgetOfGpt55_IsThatMeasuredByOthers()
        => ImageTokens.Count(TokenRules.Find("openai:gpt-5.5"), 4032, 3024, ImageDetail.Auto).Tokens.ShouldBe(11_868);

    [Theory]
    [InlineData("openai:gpt-4o", false)]
    [InlineData("azure:gpt-4o", true)]
    [InlineData("moonshot:kimi-k2.6", false)]
    [InlineData("zhipu:glm-4.6v", true)]
    [InlineData("xai:grok-4.3", true)]
    [InlineData("deepseek:deepseek-v4-flash-vision-exp", true)]
    [InlineData("groq:qwen/qwen3.6-27b", false)]
    public void Count_Certainty_FollowsTheStatusOfTheRule(string rule, bool isEstimated) =>
        ImageTokens.Count(TokenRules.Find(rule), 640, 480, ImageDetail.Auto).IsEstimated.ShouldBe(isEstimated);

    [Fact]
    public void Count_EverySizeTheModelSees_IsUpright()
    {
        // Tiles of a portrait are those of the landscape, but row breaks are not.
        var formula = TokenRules.Find("mistral:pixtral-12b");
        ImageTokens.Count(formula, 1000, 3000, ImageDetail.Auto).ShouldNotBe(ImageTokens.Count(formula, 3000, 1000, ImageDetail.Auto));
    }

    [Fact]
    public void LargestWithin_TileEdge_StopsJustBelow()
    {
        // 512 px are one tile, 513 px four.
        ImageTokens.LargestWithin(TokenRules.Find("openai:gpt-4o"), 1000, 1000, ImageDetail.High, 255).ShouldBe((512, 512));
        ImageTokens.LargestWithin(TokenRules.Find("openai:gpt-4o"), 1000, 1000, ImageDetail.High, 254).ShouldBeNull();
    }

    [Fact]
    public void LargestWithin_PriceByShape_FindsTheSmallSize() =>
        ImageTokens.LargestWithin(TokenRules.Find("google:gemini-2.0-flash"), 4000, 3000, ImageDetail.Auto, 258).ShouldBe((384, 288));

    [Fact]
    public void LargestWithin_EnoughTokens_LeavesTheImage() =>
        ImageTokens.LargestWithin(TokenRules.Find("anthropic:claude-sonnet-4-5"), 4032, 3024, ImageDetail.Auto, 1_568).ShouldBe((4032, 3024));

    [Fact]
    public void LargestWithin_OnePrice_IsTheImageOrNothing()
    {
        var formula = new FixedFormula(2048);
        ImageTokens.LargestWithin(formula, 65_535, 65_535, ImageDetail.Auto, 2048).ShouldBe((65_535, 65_535));
        ImageTokens.LargestWithin(formula, 65_535, 65_535, ImageDetail.Auto, 2047).ShouldBeNull();
    }

    [Fact]
    public void Count_SizeThatIsNotThere_CountsAsOnePixel()
        => ImageTokens.Count(new PatchGridFormula(32, 1024), 0, -1, ImageDetail.Auto).Tokens.ShouldBe(1);

    [Fact]
    public void EveryRule_OfTheSet_IsCounted()
    {
        var rules = typeof(TokenFormula).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TokenFormula))).ToList();
        rules.ShouldAllBe(rule => TokenRules.Names.Select(TokenRules.Find).Any(formula => formula.GetType() == rule));
    }
}
