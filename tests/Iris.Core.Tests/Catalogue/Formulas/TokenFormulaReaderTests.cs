using System.Text.Json;
using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Tests.Catalogue.Formulas;

public sealed class TokenFormulaReaderTests
{
    private const string Patch = """{"id":"openai_patch","params":{"patch_px":32,"multiplier":1.2,"low":{"max_dim":512,"budget":null},"high":{"max_dim":2048,"budget":2500},"original":null,"auto":"AUTO"}}""";

    [Fact]
    public void Read_PatchRule_KeepsTheMultiplierAsWritten()
    {
        var formula = Read(Patch.Replace("AUTO", "low", StringComparison.Ordinal)).ShouldBeOfType<OpenAiPatchFormula>();
        formula.Multiplier.ShouldBe(1.2m);
        formula.Low.ShouldBe(new PatchLevel(512, null));
        formula.Original.ShouldBeNull();
        formula.Auto.ShouldBe(formula.Low);
    }

    [Fact]
    public void Read_BothFormsOfQwen_AreOneRule() =>
        Read("""{"id":"qwen_smart_resize","params":{"factor":28,"min_tokens":4,"max_tokens":16384,"extra":2}}""")
            .ShouldBe(Read("""{"id":"qwen_smart_resize","params":{"factor":28,"min_pixels":3136,"max_pixels":12845056,"extra":2}}"""));

    [Fact]
    public void Read_Status_TellsWhatIsSure()
    {
        Read("""{"id":"fixed","params":{"tokens":5},"status":"DOCUMENTED (2026)"}""").IsEstimated.ShouldBeFalse();
        Read("""{"id":"fixed","params":{"tokens":5},"status":"DOCUMENTED (2026)"}""").IsDocumented.ShouldBeTrue();
        Read("""{"id":"fixed","params":{"tokens":5},"status":"CODE (vLLM)"}""").IsEstimated.ShouldBeFalse();
        Read("""{"id":"fixed","params":{"tokens":5},"status":"CODE (vLLM)"}""").IsDocumented.ShouldBeFalse();
        Read("""{"id":"fixed","params":{"tokens":5},"status":"INFERRED"}""").IsEstimated.ShouldBeTrue();
        Read("""{"id":"fixed","params":{"tokens":5}}""").IsEstimated.ShouldBeTrue();
        Read("""{"id":"fixed_cap","params":{"max_tokens":5},"status":"DOCUMENTED"}""").IsEstimated.ShouldBeTrue();
    }

    [Fact]
    public void Read_UnknownRuleWithoutANumber_IsTheCarefulOne() =>
        Read("""{"id":"unknown","params":{}}""").ShouldBe(UnknownFormula.Careful);

    [Theory]
    [InlineData("""[]""", "id")]
    [InlineData("""{"params":{}}""", "id")]
    [InlineData("""{"id":7,"params":{}}""", "id")]
    [InlineData("""{"id":"cubist_9"}""", "cubist_9")]
    [InlineData("""{"id":"fixed"}""", "'fixed': 'tokens'")]
    [InlineData("""{"id":"fixed","params":{}}""", "'tokens'")]
    [InlineData("""{"id":"fixed","params":{"tokens":0}}""", "'tokens'")]
    [InlineData("""{"id":"fixed","params":{"tokens":-1}}""", "'tokens'")]
    [InlineData("""{"id":"fixed","params":{"tokens":"256 + more"}}""", "'tokens'")]
    [InlineData("""{"id":"fixed","params":{"tokens":1.5}}""", "'tokens'")]
    [InlineData("""{"id":"fixed","params":{"tokens":99999999999}}""", "'tokens'")]
    [InlineData("""{"id":"unknown","params":{"tokens":0}}""", "'tokens'")]
    [InlineData("""{"id":"gemini25_budget","params":{"low":64,"unspecified":"256 + more"}}""", "'unspecified'")]
    [InlineData("""{"id":"gemini25_budget","params":{"low":64,"unspecified":{"tokens":256}}}""", "'gemini25_budget.unspecified': 'max_tokens'")]
    [InlineData("""{"id":"gemini_tile258","params":{"small_px":384,"tokens":258,"crop_div":0}}""", "'crop_div'")]
    [InlineData("""{"id":"mistral_grid","params":{"patch_px":16,"merge":1,"max_side":1024,"row_break_tokens":1}}""", "'row_break_tokens'")]
    [InlineData("""{"id":"llama32_tile1601","params":{"tile":560,"max_tiles":4,"tokens_per_tile":1601,"bill":"often"}}""", "'bill'")]
    [InlineData("""{"id":"fixed_per_tile","params":{"tokens":256,"pan_and_scan":true}}""", "'pan_and_scan'")]
    public void Read_MissingOrSenselessMember_NamesIt(string json, string named) =>
        Should.Throw<InvalidDataException>(() => Read(json)).Message.ShouldContain(named);

    [Theory]
    [InlineData("medium", "'auto'")]
    [InlineData("original", "'original'")]
    public void Read_AutoThatMeansNothing_IsRefused(string auto, string named) =>
        Should.Throw<InvalidDataException>(() => Read(Patch.Replace("AUTO", auto, StringComparison.Ordinal))).Message.ShouldContain(named);

    private static Core.Catalogue.TokenFormula Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return TokenFormulaReader.Read(document.RootElement);
    }
}
