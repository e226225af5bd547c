using System.Text.Json;

namespace Iris.Core.Catalogue.Formulas;

/// <summary>Reads a token formula of the catalogue: <c>{"id", "params", "status"}</c>. Members that a rule does not know are notes for people.</summary>
public static class TokenFormulaReader
{
    /// <summary>Reads and checks one.</summary>
    /// <param name="formula">The object.</param>
    /// <param name="unknownImages">What the rule <c>unknown</c> means without a number; null for <see cref="UnknownFormula.Careful"/>.</param>
    /// <exception cref="InvalidDataException">The rule is unknown, or one of its numbers is missing or senseless; the message names the rule and the member.</exception>
    public static TokenFormula Read(JsonElement formula, UnknownFormula? unknownImages = null)
    {
        if (Text(formula, "id") is not { } id)
        {
            throw new InvalidDataException("a token formula must be an object with an 'id'");
        }

        var numbers = new FormulaNumbers(id, formula.TryGetProperty("params", out var members) ? members : default);
        return Of(id, numbers, unknownImages) with { Status = Text(formula, "status") };
    }

    private static string? Text(JsonElement formula, string member) =>
        formula.ValueKind == JsonValueKind.Object && formula.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static TokenFormula Of(string id, FormulaNumbers n, UnknownFormula? unknownImages) => id switch
    {
        "openai_tile" => new OpenAiTileFormula(n.Int("base"), n.Int("tile"), n.Int("long_side"), n.Int("short_side"), n.Int("tile_px")),
        "openai_patch" => OpenAiPatch(n),
        "anthropic_28" => new Anthropic28Formula(n.Int("patch_px"), n.Int("max_edge"), n.Int("max_tokens")),
        "anthropic_750" => new Anthropic750Formula(n.Int("divisor"), n.Int("max_edge"), n.Int("max_tokens")),
        "gemini_tile258" => new GeminiTile258Formula(n.Int("small_px"), n.Int("tokens"), n.Double("crop_div")),
        "gemini25_budget" => new Gemini25BudgetFormula(n.Int("low"), Panned(n.Inner("unspecified")), Panned(n.Inner("high")), n.Int("small_px"), n.Double("crop_div")),
        "gemini3_budget" => new Gemini3BudgetFormula(n.Int("unspecified"), n.Int("low"), n.Int("high"), n.OptionalInt("ultra_high")),
        "gemma4_budget" => new Gemma4BudgetFormula(n.Int("default_tokens")),
        "fixed_per_tile" => new FixedPerTileFormula(n.Int("tokens"), Pieces(n)),
        "mistral_grid" => new MistralGridFormula(n.Int("patch_px"), n.Int("merge"), n.Int("max_side"), n.Flag("row_break_tokens")),
        "qwen_smart_resize" => QwenSmartResize(n),
        "glm4v_smart_resize" => new Glm4vSmartResizeFormula(n.Int("factor"), n.Long("min_pixels"), n.Long("max_pixels"), n.Int("temporal")),
        "kimi_moonvit" => new KimiMoonVitFormula(n.Int("patch"), n.Int("merge"), n.Int("in_patch_limit"), n.Int("side_limit")),
        "patch_grid" => new PatchGridFormula(n.Int("patch"), n.Int("max_edge")),
        "cohere_tile512" => new CohereTile512Formula(n.Int("tile"), n.Int("tokens"), n.Flag("preview"), n.Int("low"), n.Int("auto_threshold_px"), n.Int("short_side"), n.Int("long_side")),
        "llama32_tile1601" => new Llama32Tile1601Formula(n.Int("tile"), n.Int("max_tiles"), n.Int("tokens_per_tile"), n.Has("bill") && n.Word("bill", "sides", "canvas") == "sides"),
        "llama4_tile336" => new Llama4Tile336Formula(n.Int("tile"), n.Int("max_tiles"), n.Int("tokens_per_tile"), n.Flag("global_tile"), n.Count("wrappers")),
        "internvl_tile448" => new InternVlTile448Formula(n.Int("tile"), n.Int("min_tiles"), n.Int("max_tiles"), n.Int("tokens_per_tile"), n.Flag("thumbnail")),
        "phi4mm" => new Phi4MmFormula(n.Int("size"), n.Int("patch"), n.Int("compression"), n.Int("max_crops")),
        "phi35v" => new Phi35VFormula(n.Int("size"), n.Int("grid"), n.Int("num_crops")),
        "deepseek_vl2" => new DeepSeekVl2Formula(n.Int("tile"), n.Int("grid"), n.Int("max_tiles")),
        "deepseek_ocr" => n.Has("tokens") ? new DeepSeekOcrFormula(n.Int("tokens"), null) : new DeepSeekOcrFormula(0, Gundam(n)),
        "fixed" => new FixedFormula(n.Int("tokens")),
        "fixed_cap" => new FixedCapFormula(n.Int("max_tokens")),
        "unknown" or "unknown_xai" => new UnknownFormula(id, n.OptionalInt("tokens") ?? (unknownImages ?? UnknownFormula.Careful).Tokens),
        _ => throw new InvalidDataException($"the token formula '{id}' is unknown"),
    };

    private static OpenAiPatchFormula OpenAiPatch(FormulaNumbers n)
    {
        var low = Level(n.Inner("low"));
        var high = Level(n.Inner("high"));
        var original = n.Has("original") ? Level(n.Inner("original")) : null;
        var auto = n.Word("auto", "low", "high", "original") switch
        {
            "low" => low,
            "high" => high,
            _ => original ?? throw n.Wrong("original", "an object, since 'auto' means it"),
        };
        return new OpenAiPatchFormula(n.Int("patch_px"), n.Decimal("multiplier"), low, high, original, auto);
    }

    private static PatchLevel Level(FormulaNumbers n) => new(n.Int("max_dim"), n.OptionalInt("budget"));

    private static PannedBudget Panned(FormulaNumbers n) => new(n.Int("tokens"), n.Int("max_tokens"));

    // false, or the numbers of it.
    private static PanAndScan? Pieces(FormulaNumbers n)
    {
        if (n.IsFalse("pan_and_scan"))
        {
            return null;
        }

        var pieces = n.Inner("pan_and_scan");
        return new PanAndScan(pieces.Double("min_ratio"), pieces.Int("min_crop_px"), pieces.Int("max_crops"));
    }

    // The processors of open weights count pixels, the vendor's own API counts tokens.
    private static QwenSmartResizeFormula QwenSmartResize(FormulaNumbers n)
    {
        var factor = n.Int("factor");
        var cell = (long)factor * factor;
        return n.Has("max_tokens")
            ? new QwenSmartResizeFormula(factor, n.Int("min_tokens") * cell, n.Int("max_tokens") * cell, n.Count("extra"))
            : new QwenSmartResizeFormula(factor, n.Long("min_pixels"), n.Long("max_pixels"), n.Count("extra"));
    }

    private static GundamTiles Gundam(FormulaNumbers n) =>
        new(n.Int("tile_px"), n.Int("tile_grid"), n.Int("base_grid"), n.Int("min_tiles"), n.Int("max_tiles"));
}
