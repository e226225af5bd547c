namespace Iris.Core.Catalogue.Formulas;

/// <summary><c>mistral_grid</c>: patches of the image scaled down to a longest side. Ignores the detail.</summary>
/// <param name="PatchPx">Side of the encoder's patch in pixels.</param>
/// <param name="Merge">So many patches a side become one token.</param>
/// <param name="MaxSide">Longer side in pixels.</param>
/// <param name="RowBreakTokens">True when each row ends with a token of its own.</param>
public sealed record MistralGridFormula(int PatchPx, int Merge, int MaxSide, bool RowBreakTokens) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "mistral_grid";
}

/// <summary><c>qwen_smart_resize</c>: both sides are rounded to whole cells and the area is kept between two bounds. Ignores the detail.</summary>
/// <param name="Factor">Side of a cell in pixels; one cell is one token.</param>
/// <param name="MinPixels">Smaller images are enlarged to this area.</param>
/// <param name="MaxPixels">Larger ones are shrunk to this area.</param>
/// <param name="Extra">Tokens around each image.</param>
public sealed record QwenSmartResizeFormula(int Factor, long MinPixels, long MaxPixels, int Extra) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "qwen_smart_resize";
}

/// <summary><c>glm4v_smart_resize</c>: as <see cref="QwenSmartResizeFormula"/>, with the area counted once for each frame of a clip, which an image fills. Ignores the detail.</summary>
/// <param name="Factor">Side of a cell in pixels; one cell is one token.</param>
/// <param name="MinPixels">Least area times <paramref name="Temporal"/>.</param>
/// <param name="MaxPixels">Largest area times <paramref name="Temporal"/>.</param>
/// <param name="Temporal">Frames that one still image counts for.</param>
public sealed record Glm4vSmartResizeFormula(int Factor, long MinPixels, long MaxPixels, int Temporal) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "glm4v_smart_resize";
}

/// <summary><c>kimi_moonvit</c>: patches, merged, below a limit for all and one for a side. Ignores the detail.</summary>
/// <param name="Patch">Side of a patch in pixels.</param>
/// <param name="Merge">So many patches a side become one token.</param>
/// <param name="InPatchLimit">Patches at most, before merging.</param>
/// <param name="SideLimit">Patches on a side at most, before merging.</param>
public sealed record KimiMoonVitFormula(int Patch, int Merge, int InPatchLimit, int SideLimit) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "kimi_moonvit";
}

/// <summary><c>patch_grid</c>: patches of the image shrunk to a longest side, as the embedded model counts. Ignores the detail.</summary>
/// <param name="Patch">Side of a patch in pixels.</param>
/// <param name="MaxEdge">Longer side in pixels.</param>
public sealed record PatchGridFormula(int Patch, int MaxEdge) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "patch_grid";
}
