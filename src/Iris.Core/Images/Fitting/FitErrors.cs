using Iris.Core.Images.Metadata;
using Iris.Core.Images.Tokens;
using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>What a caller reads when an image cannot be fitted: the part, the limit, the value, whose limit it is, and what to do.</summary>
internal static class FitErrors
{
    public static GatewayError TooManyImages(IReadOnlyList<LocatedImage> images, int most, ImageLimits limits)
        => At(images[most], ErrorReason.TooManyImages, $"the request has {images.Count} images; the model takes at most {most} (limits profile {limits.Profile}). Send fewer, or spread them over several requests.");

    public static GatewayError NeedsInline(LocatedImage image)
        => At(image, ErrorReason.ImageFetchFailed, "The model does not download image URLs, and this gateway hands them on unread (images.remote: pass). Send the image as a data URL, or set images.remote: inline.");

    public static GatewayError TooSmall(LocatedImage image, ImageSize size, in FitRules rules)
        => At(image, ErrorReason.ImageTooSmall, $"The image is {Text(size)} px; the model takes no side below {rules.Limits.MinEdge} px {Profile(rules)}, and images are never enlarged. Send a larger one.");

    public static GatewayError TooNarrow(LocatedImage image, ImageSize size, in FitRules rules)
        => At(image, ErrorReason.ImageTooManyPixels, $"The image is {Text(size)} px; the model takes sides that differ by a factor of at most {rules.Limits.MaxAspect} {Profile(rules)}. Cut it into pieces.");

    /// <summary>Scaled down as the other limits demand, the image would be too small or too narrow.</summary>
    public static GatewayError NoShape(LocatedImage image, ImageSize upright, ImageSize scaled, in FitRules rules)
        => rules.Limits.MinEdge is { } least && scaled.Shorter < least
            ? At(image, ErrorReason.ImageTooSmall, $"The image is {Text(upright)} px; scaled down to what the model takes it has {Text(scaled)} px, and the model takes no side below {least} px {Profile(rules)}. Cut it into pieces.")
            : TooNarrow(image, upright, rules);

    /// <summary>It would have to be rewritten, and this Iris cannot decode it.</summary>
    public static GatewayError CannotDecode(LocatedImage image, GatewayError why) => ImageLocator.At(image.Block, why);

    public static GatewayError NoFormat(LocatedImage image, in ImageFacts facts, in FitRules rules)
        => At(image, ErrorReason.UnsupportedImageFormat, $"The image is {facts.Format.DisplayName()} and has to be converted, but the model takes none of PNG, JPEG and WebP {Profile(rules)}. Choose another model.");

    public static GatewayError CannotStrip(LocatedImage image, in ImageFacts facts, in FitRules rules)
        => At(image, ErrorReason.UnsupportedImageFormat, MetadataStripper.CanStrip(facts.Format)
            ? $"The {facts.Format.DisplayName()} file is built so oddly that it cannot lose its metadata (images.metadata: strip) without being encoded anew, and that is not allowed {Profile(rules)}. Save it again, or allow images.policy: adapt."
            : $"The image is {facts.Format.DisplayName()}, which cannot lose its metadata (images.metadata: strip) without being encoded anew, and that is not allowed {Profile(rules)}. Send PNG, JPEG, WebP or GIF, or allow images.policy: adapt.");

    public static GatewayError TooManyTokens(LocatedImage image, ImageSize size, in FitRules rules, bool canShrink)
    {
        var detail = rules.DetailOf(image);
        var most = rules.Demand.MaxTokensPerImage!.Value;
        var what = $"The image costs {rules.TokensOf(size, detail)} tokens at {Text(size)} px and detail {detail.ToString().ToLowerInvariant()}; max_tokens_per_image allows {most}";
        return At(image, ErrorReason.ImageTooManyTokens, canShrink
            ? $"{what}, and the model counts at least {Least(size, detail, rules)} for any size of it (limits profile {rules.Limits.Profile}). Allow at least that{OrLowerDetail(size, detail, most, rules)}."
            : $"{what} {Profile(rules)}. Send it smaller, or allow images.policy: adapt{OrLowerDetail(size, detail, most, rules)}.");
    }

    /// <summary>An image that only the provider will see.</summary>
    public static GatewayError UnknownTokens(LocatedImage image, long tokens, in FitRules rules)
        => At(image, ErrorReason.ImageTooManyTokens, $"Only the URL of the image is known, and it may cost {tokens} tokens; max_tokens_per_image allows {rules.Demand.MaxTokensPerImage} {Profile(rules)}. Allow more, or set images.remote: inline, so that the image can be measured and shrunk.");

    /// <summary>A worker had to shrink it further than planned.</summary>
    public static GatewayError ResultTooSmall(LocatedImage image, ImageSize result, in FitRules rules)
        => At(image, ErrorReason.ImageTooSmall, $"To stay inside the bytes that it may have, the image came out at {Text(result)} px; the model takes no side below {rules.Limits.MinEdge} px {Profile(rules)}. Send fewer images, or cut it into pieces.");

    /// <summary>What came out breaks a limit.</summary>
    public static GatewayError ResultOver(LocatedImage image, string reason, ImageSize result, string limit, in FitRules rules)
        => At(image, reason, $"The image came out at {Text(result)} px; the model takes {limit} {Profile(rules)}. Send it smaller.");

    /// <summary>What came out costs more than the caller allows.</summary>
    public static GatewayError ResultTooManyTokens(LocatedImage image, ImageSize result, in FitRules rules)
        => At(image, ErrorReason.ImageTooManyTokens, $"The image came out at {Text(result)} px and costs {rules.TokensOf(result, rules.DetailOf(image))} tokens; max_tokens_per_image allows {rules.Demand.MaxTokensPerImage} {Profile(rules)}. Allow that many, or send it a little smaller.");

    /// <summary>One limit that an image breaks while the policy is strict.</summary>
    public static GatewayError Broken(FitReason reason, LocatedImage image, in ImageFacts facts, in FitRules rules)
    {
        var limits = rules.Limits;
        var size = ImageSize.Of(facts);
        return reason switch
        {
            FitReason.Format => At(image, ErrorReason.UnsupportedImageFormat, $"The image is {facts.Format.DisplayName()}; the model takes {string.Join(", ", limits.Formats.Select(format => format.DisplayName()))} {Profile(rules)}. Convert it."),
            FitReason.Animation => At(image, ErrorReason.UnsupportedImageFormat, $"The image has {facts.Frames} frames; the model takes 1 {Profile(rules)}. Send one frame."),
            FitReason.Edge => At(image, ErrorReason.ImageTooManyPixels, $"The image is {Text(size)} px; the model takes at most {limits.MaxEdge} px on the longer side {Profile(rules)}. Scale it down."),
            FitReason.ManyImages => At(image, ErrorReason.ImageTooManyPixels, $"The image is {Text(size)} px; in a request of more than {limits.ManyImages!.MoreThan} images (this one has {rules.Images}) the model takes at most {limits.ManyImages.MaxEdge} px on the longer side {Profile(rules)}. Scale it down, or send fewer."),
            FitReason.Pixels => At(image, ErrorReason.ImageTooManyPixels, $"The image has {size.Pixels} pixels ({Text(size)}); the model takes at most {limits.MaxPixels} {Profile(rules)}. Scale it down."),
            FitReason.Bytes => At(image, ErrorReason.ImageTooLarge, $"The image has {Bytes(facts.Bytes, limits)}; the model takes at most {Limit(limits.MaxImageBytes!.Value, limits)} {Profile(rules)}. Scale it down or compress it more."),
            FitReason.Tokens => TooManyTokens(image, size, rules, canShrink: false),
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No limit of one image."),
        };
    }

    /// <summary>The images of a request together are too much.</summary>
    public static GatewayError TooMuchTogether(LocatedImage largest, in ByteBudget budget, in FitRules rules, long sum)
    {
        var what = $"The largest of the request's {rules.Images} images has {largest.Facts!.Value.Bytes} bytes. Together they measure {sum} bytes{budget.Unit}; the model takes at most {budget.Limit} {budget.Scope}, of which {Math.Max(0, budget.Available)} are left for images";
        return At(largest, ErrorReason.ImageTooLarge, rules.IsStrict
            ? $"{what} {Profile(rules)}. Send fewer or smaller images, or allow images.policy: adapt."
            : $"{what} (limits profile {rules.Limits.Profile}): less than {RequestBytes.LeastShare} bytes an image. Send fewer images{(budget.IsWholeRequest ? " or less text" : string.Empty)}.");
    }

    private static GatewayError At(LocatedImage image, string reason, string message)
        => ImageLocator.At(image.Block, new GatewayError(reason, message));

    private static string Profile(in FitRules rules)
        => rules.IsStrict ? $"(limits profile {rules.Limits.Profile}, images.policy: strict)" : $"(limits profile {rules.Limits.Profile})";

    private static string Text(ImageSize size) => $"{size.Width}×{size.Height}";

    private static string Bytes(long bytes, ImageLimits limits)
        => limits.Measure == ByteMeasure.Base64 ? $"{bytes} bytes, {Measured.Of(limits.Measure, bytes)} as base64" : $"{bytes} bytes";

    private static string Limit(long limit, ImageLimits limits)
        => limits.Measure == ByteMeasure.Base64 ? $"{limit} characters of base64 ({Measured.BytesWithin(limits.Measure, limit)} bytes)" : $"{limit}";

    /// <summary>The cheapest size that was found: of all of them, or of those that a search in steps tries.</summary>
    private static long Least(ImageSize size, ImageDetail detail, in FitRules rules)
    {
        var known = rules;
        var least = rules.TokensOf(size, detail);
        rules.Search!.Largest(size.Longer - 1, 1, edge =>
        {
            var smaller = size.AtEdge(edge);
            least = LimitCheck.HasAllowedShape(smaller, known.Limits) ? Math.Min(least, known.TokensOf(smaller, detail)) : least;
            return false;
        });
        return least;
    }

    private static string OrLowerDetail(ImageSize size, ImageDetail detail, long most, in FitRules rules)
        => detail != ImageDetail.Low && ImageTokens.LargestWithin(rules.Demand.TokenFormula, size.Width, size.Height, ImageDetail.Low, most) is not null
            ? ", or ask for detail low"
            : string.Empty;
}
