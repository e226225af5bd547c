using Iris.Core.Images.Tokens;
using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>The largest box of an image's shape inside every limit on pixels and tokens.</summary>
/// <remarks>
/// The box itself is inside the limits, and so is what fitting into it gives: decoders that halve while they read can be
/// one pixel off the exact size, but never outside the box.
/// </remarks>
internal static class TargetBox
{
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

        var detail = rules.DetailOf(image);
        if (known.TryGetValue((upright, detail), out var box))
        {
            return box;
        }

        var found = WithinTokens(image, upright, shaped, detail, rules);
        if (found.TryGet(out box, out _))
        {
            known.Add((upright, detail), box);
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

    /// <summary>Rules of tiles and budgets need not grow with the size, so what really comes out of a box is counted, and the box is taken only when that is cheap enough.</summary>
    private static Outcome<ImageSize> WithinTokens(LocatedImage image, ImageSize upright, int edge, ImageDetail detail, in FitRules rules)
    {
        var most = rules.Demand.MaxTokensPerImage!.Value;
        for (var step = 1; edge > 0; step *= 2)
        {
            if (upright.AtEdge(edge) is var size && Holds(upright, upright.BoxAtEdge(edge), detail, rules))
            {
                return upright.BoxAtEdge(edge);
            }

            if (ImageTokens.LargestWithin(rules.Demand.TokenFormula, size.Width, size.Height, detail, most) is not { } found)
            {
                break;
            }

            var box = new ImageSize(Math.Min(found.Width, size.Width), Math.Min(found.Height, size.Height));
            var exact = upright.BoxAtEdge(box.Longer);
            if (Holds(upright, exact, detail, rules) || Holds(upright, box, detail, rules))
            {
                return Holds(upright, exact, detail, rules) ? exact : box;
            }

            edge = Math.Min(edge, box.Longer) - step;
        }

        return FitErrors.TooManyTokens(image, upright, rules, canShrink: true);
    }

    /// <summary>True when the box and what comes out of it are inside the limits.</summary>
    private static bool Holds(ImageSize upright, ImageSize box, ImageDetail detail, in FitRules rules)
    {
        var result = upright.FittedInto(box.Width, box.Height);
        return rules.AllowsTokens(result, detail) && rules.AllowsTokens(box, detail) && LimitCheck.HasAllowedShape(result, rules.Limits);
    }
}
