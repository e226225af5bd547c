using System.Text.Json;
using Iris.Core.Catalogue;

namespace Iris.Core.Tests.Catalogue;

public sealed class ModelFamilyTests
{
    private static readonly string[] Notes = ["older_docs", "docs_alt", "alt_flat", "status"];

    private readonly ModelCatalogue _catalogue = ModelCatalogue.LoadEmbedded();

    [Theory]
    [InlineData("qwen2.5vl:7b", "qwen2.5-vl", "qwen_smart_resize")]
    [InlineData("Qwen/Qwen2.5-VL-72B-Instruct", "qwen2.5-vl", "qwen_smart_resize")]
    [InlineData("Qwen/Qwen2.5-VL-72B-Instruct-AWQ", "qwen2.5-vl", "qwen_smart_resize")]
    [InlineData("qwen3-vl:8b", "qwen3-vl", "qwen_smart_resize")]
    [InlineData("gemma3:12b", "gemma 3", "fixed_per_tile")]
    [InlineData("hf.co/unsloth/gemma-3-27b-it-GGUF:Q4_K_M", "gemma 3", "fixed_per_tile")]
    [InlineData("/models/gemma-3-12b-it-Q4_K_M.gguf", "gemma 3", "fixed_per_tile")]
    [InlineData("gemma3:1b", "gemma 3, text only", null)]
    [InlineData("llava", "llava 1.6", "fixed_cap")]
    [InlineData("llava:13b", "llava 1.6", "fixed_cap")]
    [InlineData("bakllava:7b", "llava", "fixed")]
    [InlineData("llama4:scout", "llama 4", "llama4_tile336")]
    [InlineData("meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8", "llama 4", "llama4_tile336")]
    [InlineData("llama3.2-vision:11b", "llama 3.2 vision", "llama32_tile1601")]
    [InlineData("meta-llama/Llama-3.2-11B-Vision-Instruct", "llama 3.2 vision", "llama32_tile1601")]
    [InlineData("mistral-small3.2", "mistral, 28 px", "mistral_grid")]
    [InlineData("mistralai/Mistral-Small-3.1-24B-Instruct-2503", "mistral, 28 px", "mistral_grid")]
    [InlineData("mistralai/Pixtral-12B-2409", "pixtral", "mistral_grid")]
    [InlineData("minicpm-v", "minicpm-v", "fixed_cap")]
    [InlineData("openbmb/MiniCPM-V-2_6", "minicpm-v", "fixed_cap")]
    [InlineData("OpenGVLab/InternVL3-8B", "internvl", "internvl_tile448")]
    [InlineData("moondream:latest", "moondream", "fixed")]
    [InlineData("microsoft/Phi-4-multimodal-instruct", "phi-4-multimodal", "phi4mm")]
    [InlineData("deepseek-ai/deepseek-vl2-small", "deepseek-vl2", "deepseek_vl2")]
    [InlineData("deepseek-ai/DeepSeek-OCR", "deepseek-ocr", "deepseek_ocr")]
    [InlineData("moonshotai/Kimi-K3", "kimi k3", "kimi_moonvit")]
    [InlineData("zai-org/GLM-4.5V", "glm-4.1v and later", "glm4v_smart_resize")]
    [InlineData("us.anthropic.claude-opus-4-9-v1:0", "claude, high resolution", "anthropic_28")]
    [InlineData("anthropic/claude-sonnet-4.6", "claude", "anthropic_28")]
    [InlineData("gpt-4.1-mini-2025-04-14", "gpt-4.1-mini", "openai_patch")]
    [InlineData("openai/chatgpt-4o-latest:free", "gpt-4o", "openai_tile")]
    public void FamilyOf_NameOnAServer_TellsTheRule(string name, string family, string? formula)
    {
        var found = _catalogue.FamilyOf(name).ShouldNotBeNull();
        found.Name.ShouldBe(family);
        found.TokenFormula?.Id.ShouldBe(formula);
        found.Matches(name).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("my-model.gguf")]
    [InlineData("mistral:7b")]
    [InlineData("llama3.1:8b")]
    [InlineData("gpt-99-vision")]
    [InlineData("gemma:7b")]
    public void FamilyOf_OtherName_GivesNull(string name) => _catalogue.FamilyOf(name).ShouldBeNull();

    [Fact]
    public void FamilyOf_EndlessName_GivesNull() => _catalogue.FamilyOf(new string('*', 5_000_000)).ShouldBeNull();

    [Theory]
    [InlineData("gemma3:1b", false)]
    [InlineData("gemma3:4b", true)]
    [InlineData("gpt-oss:20b", false)]
    public void FamilyOf_Name_TellsWhetherItSees(string name, bool sees) =>
        _catalogue.FamilyOf(name)!.InputModalities!.Contains("image").ShouldBe(sees);

    [Fact]
    public void FamilyOf_OlderGlm_CarriesItsNarrowerLimits() => _catalogue.FamilyOf("glm-4v")!.Limits!.MaxImages.ShouldBe(1);

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    [InlineData("google")]
    [InlineData("moonshot")]
    [InlineData("zhipu")]
    [InlineData("mistral")]
    public void FamilyOf_ListedModelOfItsAuthor_CountsAsTheRowDoes(string profile)
    {
        var file = EmbeddedFile.Read("Catalogue.models.json");
        var families = file.GetProperty("families").EnumerateArray().ToDictionary(row => row.GetProperty("name").GetString()!);
        foreach (var row in file.GetProperty("endpoints").EnumerateArray().Where(row => row.GetProperty("profile").GetString() == profile))
        {
            var name = row.GetProperty("upstream_model").GetString()!;
            if (row.TryGetProperty("token_formula", out var formula) && _catalogue.FamilyOf(name) is { TokenFormula: not null } family)
            {
                Numbers(families[family.Name].GetProperty("token_formula")).ShouldBe(Numbers(formula), name);
            }
        }
    }

    private static string Numbers(JsonElement formula) =>
        $"{formula.GetProperty("id")} {string.Join(", ", formula.GetProperty("params").EnumerateObject().Where(member => !Notes.Contains(member.Name)).OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => member.ToString()))}";
}
