using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>Which limits an image breaks as it came, and what else about it is not sure to be seen right.</summary>
internal static class LimitCheck
{
    /// <summary>Limits of the endpoint and of the caller that the image breaks. Those of whole requests are asked later.</summary>
    public static FitReasons Broken(LocatedImage image, in ImageFacts facts, in FitRules rules)
    {
        var limits = rules.Limits;
        var size = ImageSize.Of(facts);
        return default(FitReasons)
            .With(FitReason.Format, !limits.Formats.Contains(facts.Format))
            .With(FitReason.Edge, size.Longer > limits.MaxEdge)
            .With(FitReason.ManyImages, size.Longer > rules.ManyImagesEdge)
            .With(FitReason.Pixels, size.Pixels > limits.MaxPixels)
            .With(FitReason.Bytes, facts.Bytes > rules.MaxBytes)
            .With(FitReason.Tokens, !rules.AllowsTokens(size, rules.DetailOf(image)))
            .With(FitReason.Animation, facts.Frames > 1 && !limits.AllowsAnimation);
    }

    /// <summary>No limit of anybody, but what providers are known to show wrong: put right whenever pixels may be touched.</summary>
    /// <remarks>The rotation of a HEIC or AVIF is part of the container, and whoever decodes one applies it.</remarks>
    public static FitReasons Unsure(in ImageFacts facts, ImageLimits limits)
        => default(FitReasons)
            .With(FitReason.Orientation, facts.Orientation != 1 && !limits.AppliesOrientation && !IsHeifThatIsTaken(facts.Format, limits))
            .With(FitReason.Colour, facts.Colour != ImageColour.Plain);

    /// <summary>What no scaling can mend: an image that is too small or too narrow.</summary>
    /// <returns>Null when there is nothing.</returns>
    public static GatewayError? Shape(LocatedImage image, in ImageFacts facts, in FitRules rules)
    {
        var size = ImageSize.Of(facts);
        return size.Shorter < rules.Limits.MinEdge ? FitErrors.TooSmall(image, size, rules)
            : !HasAllowedAspect(size, rules.Limits) ? FitErrors.TooNarrow(image, size, rules)
            : null;
    }

    /// <summary>True when neither the shorter side nor the aspect breaks a limit.</summary>
    public static bool HasAllowedShape(ImageSize size, ImageLimits limits)
        => !(size.Shorter < limits.MinEdge) && HasAllowedAspect(size, limits);

    private static bool IsHeifThatIsTaken(ImageFormat format, ImageLimits limits)
        => format is ImageFormat.Heic or ImageFormat.Avif && limits.Formats.Contains(format);

    private static bool HasAllowedAspect(ImageSize size, ImageLimits limits)
        => limits.MaxAspect is not { } most || size.Longer <= (long)size.Shorter * most;
}
