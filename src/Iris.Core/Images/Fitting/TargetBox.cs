using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>The largest box of an image's shape inside every limit on pixels and tokens.</summary>
/// <remarks>
/// The box itself is inside the limits on pixels, and so is what fitting into it gives: decoders that halve while they
/// read can be one pixel off the exact size, but never outside the box.
/// </remarks>
internal static class TargetBox
{
    /// <summary>A size, and the two beside it that a decoder may make of it.</summary>
    private const int CountsOfSteady = 3;

    /// <summary>Finds it.</summary>
    /// <returns>The upright size itself when nothing has to shrink; an error when no size is inside all limits.</returns>
    public static Outcome<ImageSize> Find(LocatedImage image, ImageSize upright, in FitRules rules)
    {
        var edge = Math.Min(upright.Longer, rules.MaxEdge);
        edge = WithinPixels(upright, edge, rules.Limits.MaxPixels);
        var shaped = WithinShape(upright, edge, rules.Limits);
        if (shaped == 0)
        {
            return FitErrors.NoShape(image, upright, upright.AtEdge(edge), rules);
        }

        if (rules.BoxesByTokens is not { } known)
        {
            return upright.BoxAtEdge(shaped);
        }

        var key = (upright, rules.DetailOf(image), IsExact(image));
        if (known.TryGetValue(key, out var box))
        {
            return box;
        }

        var found = WithinTokens(image, upright, shaped, rules);
        if (found.TryGet(out box, out _))
        {
            known.Add(key, box);
        }

        return found;
    }

    private static int WithinPixels(ImageSize upright, int edge, long? maxPixels)
    {
        if (maxPixels is not { } most || upright.BoxAtEdge(edge).Pixels <= most)
        {
            return edge;
        }

        // One more than the exact root, so that the loop ends at the largest edge after a step or two.
        var root = Math.Sqrt(most * ((double)upright.Longer / upright.Shorter)) + 1;
        var found = (int)Math.Min(edge, root);
        while (found > 1 && upright.BoxAtEdge(found).Pixels > most)
        {
            found--;
        }

        return found;
    }

    /// <summary>Rounding can make a narrow image narrower than allowed: then the next smaller size that is not.</summary>
    /// <returns>0 when there is none.</returns>
    private static int WithinShape(ImageSize upright, int edge, ImageLimits limits)
    {
        while (edge > 0 && !LimitCheck.HasAllowedShape(upright.AtEdge(edge), limits))
        {
            edge = upright.AtEdge(edge).Shorter < (limits.MinEdge ?? 1) ? 0 : edge - 1;
        }

        return edge;
    }

    /// <summary>The largest edge that is cheap enough; for a JPEG the largest where the pixel by which its decoder may be off costs nothing either.</summary>
    /// <remarks>Where there is no such edge for a JPEG, that pixel is left to luck.</remarks>
    private static Outcome<ImageSize> WithinTokens(LocatedImage image, ImageSize upright, int edge, in FitRules rules)
    {
        var known = rules;
        var detail = rules.DetailOf(image);
        var search = rules.Search!;
        var largest = rules.LeastTokens(detail) <= rules.Demand.MaxTokensPerImage
            ? search.Largest(edge, 1, tried => IsCheap(upright.AtEdge(tried), detail, known))
            : 0;
        if (largest == 0)
        {
            return FitErrors.TooManyTokens(image, upright, rules, canShrink: true);
        }

        var steady = IsExact(image) || largest == upright.Longer ? 0 : search.Largest(largest, CountsOfSteady, tried => IsSteady(upright.AtEdge(tried), detail, known));
        return upright.BoxAtEdge(steady > 0 ? steady : largest);
    }

    /// <summary>False where a decoder halves while it reads, so that the shorter side may come out a pixel off.</summary>
    private static bool IsExact(LocatedImage image) => image.Facts!.Value.Format != ImageFormat.Jpeg;

    private static bool IsCheap(ImageSize result, ImageDetail detail, in FitRules rules)
        => rules.AllowsTokens(result, detail) && LimitCheck.HasAllowedShape(result, rules.Limits);

    private static bool IsSteady(ImageSize result, ImageDetail detail, in FitRules rules)
        => IsCheap(result, detail, rules) && rules.AllowsTokens(OtherSide(result, 1), detail) && rules.AllowsTokens(OtherSide(result, -1), detail);

    private static ImageSize OtherSide(ImageSize size, int by) => size.Width >= size.Height
        ? size with { Height = Math.Max(1, size.Height + by) }
        : size with { Width = Math.Max(1, size.Width + by) };
}
