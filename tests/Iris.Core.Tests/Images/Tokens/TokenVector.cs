using Iris.Core.Model;

namespace Iris.Core.Tests.Images.Tokens;

/// <summary>What one image costs under one rule.</summary>
/// <param name="Rule">An endpoint of the catalogue as <c>profile:model</c>, or a name of <see cref="TokenRules"/>.</param>
/// <param name="Width">Pixels; 0 for any size.</param>
/// <param name="Height">Pixels; 0 for any size.</param>
/// <param name="Detail">As asked for.</param>
/// <param name="Least">Tokens at least.</param>
/// <param name="Most">Tokens at most.</param>
/// <param name="Origin">Who says so.</param>
/// <param name="Reason">Why the number is not exact, or the size not the source's own; null otherwise.</param>
internal sealed record TokenVector(string Rule, int Width, int Height, ImageDetail Detail, long Least, long Most, VectorOrigin Origin, string? Reason)
{
    private static readonly (int Width, int Height)[] SomeSizes = [(1, 1), (200, 200), (384, 384), (385, 100), (960, 540), (1920, 1080), (3024, 4032), (3000, 500), (8000, 8000)];

    /// <summary>The sizes that it speaks of.</summary>
    public IReadOnlyList<(int Width, int Height)> Sizes => Width == 0 ? SomeSizes : [(Width, Height)];

    public static TokenVector Exact(string rule, int width, int height, ImageDetail detail, long tokens, VectorOrigin origin, string? reason = null) =>
        new(rule, width, height, detail, tokens, tokens, origin, reason);

    public static TokenVector AnySize(string rule, ImageDetail detail, long least, long most, VectorOrigin origin, string reason) =>
        new(rule, 0, 0, detail, least, most, origin, reason);

    // A measured number that the rule's maximum covers, by at most this much.
    public static TokenVector AtMost(string rule, int width, int height, ImageDetail detail, long measured, VectorOrigin origin, string reason) =>
        new(rule, width, height, detail, measured, measured + (measured / 20), origin, reason);
}
