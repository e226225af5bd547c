using Iris.Core.Model;

namespace Iris.Core.Images;

/// <summary>Decides what has to happen to images so that an endpoint takes them. Pure: no I/O, no decode.</summary>
public static class FitPlanner
{
    private const int Quality = 90;

    /// <summary>Bytes that one pixel takes at most in practice: JPEG and WebP at quality 90, PNG without and with alpha.</summary>
    private const int LossyPixel = 1;
    private const int OpaquePixel = 3;
    private const int AlphaPixel = 4;

    /// <summary>Plans all images of a request.</summary>
    /// <param name="images">Located images in the request's order.</param>
    /// <param name="demand">What they have to fit.</param>
    /// <returns>One plan for each image, or the first error with the part's path.</returns>
    public static Outcome<IReadOnlyList<FitPlan>> PlanAll(IReadOnlyList<LocatedImage> images, FitDemand demand)
    {
        if (CheckCount(images, demand.Limits) is { } tooMany)
        {
            return tooMany;
        }

        var plans = new FitPlan[images.Count];
        for (var i = 0; i < plans.Length; i++)
        {
            if (!Plan(images[i], demand).TryGet(out var plan, out var error))
            {
                return error;
            }

            plans[i] = plan;
        }

        return plans;
    }

    /// <summary>Refuses more images than the endpoint takes in one request.</summary>
    /// <returns>Null when the number fits.</returns>
    public static GatewayError? CheckCount(IReadOnlyList<LocatedImage> images, ImageLimits limits)
        => limits.MaxImages is not { } most || images.Count <= most
            ? null
            : new GatewayError(
                ErrorReason.TooManyImages,
                $"{images[most].Block.Path}: the request has {images.Count} images; the model takes at most {most} (limits profile {limits.Profile}). Send fewer, or spread them over several requests.")
            {
                Param = images[most].Block.Path,
            };

    /// <summary>Plans one image.</summary>
    /// <returns>The plan, or an error with the part's path, the limit and the value.</returns>
    public static Outcome<FitPlan> Plan(LocatedImage image, FitDemand demand)
    {
        var limits = demand.Limits;
        if (image.Facts is not { } facts)
        {
            return image.Url is { } url && demand.PassesUrls ? new LinkPlan(url) : ImageLocator.At(image.Block, NeedsInline());
        }

        if (demand.Policy == ImagePolicy.Strict && BrokenLimit(facts, limits) is { } broken)
        {
            return ImageLocator.At(image.Block, broken);
        }

        var reasons = Reasons(facts, limits, demand.StripMetadata);
        return reasons is null ? FitPlan.Keep : Rewrite(image.Block, facts, limits, reasons);
    }

    private static GatewayError NeedsInline()
        => new(ErrorReason.ImageFetchFailed, "The model does not download image URLs, and this gateway hands them on unread (images.remote: pass). Send the image as a data URL, or set images.remote: inline.");

    private static GatewayError? BrokenLimit(ImageFacts facts, ImageLimits limits)
    {
        var profile = $"(limits profile {limits.Profile}, images.policy: strict)";
        var edge = Math.Max(facts.Width, facts.Height);
        return !limits.Formats.Contains(facts.Format)
                ? new GatewayError(ErrorReason.UnsupportedImageFormat, $"The image is {facts.Format.DisplayName()}; the model takes {string.Join(", ", limits.Formats.Select(format => format.DisplayName()))} {profile}. Convert it.")
            : facts.Frames > 1 && !limits.AllowsAnimation
                ? new GatewayError(ErrorReason.UnsupportedImageFormat, $"The image has {facts.Frames} frames; the model takes 1 {profile}. Send one frame.")
            : edge > limits.MaxEdge
                ? new GatewayError(ErrorReason.ImageTooManyPixels, $"The image is {facts.Width}×{facts.Height} px; the model takes at most {limits.MaxEdge} px on the longer side {profile}. Scale it down.")
            : facts.Bytes > limits.MaxImageBytes
                ? new GatewayError(ErrorReason.ImageTooLarge, $"The image has {facts.Bytes} bytes; the model takes at most {limits.MaxImageBytes} {profile}. Scale it down or compress it more.")
            : null;
    }

    private static List<FitReason>? Reasons(ImageFacts facts, ImageLimits limits, bool stripMetadata)
    {
        List<FitReason>? reasons = null;
        Add(!limits.Formats.Contains(facts.Format), FitReason.Format);
        Add(Math.Max(facts.Width, facts.Height) > limits.MaxEdge, FitReason.Edge);
        Add(facts.Bytes > limits.MaxImageBytes, FitReason.Bytes);
        Add(facts.Frames > 1 && !limits.AllowsAnimation, FitReason.Animation);
        Add(stripMetadata && facts.HasMetadata, FitReason.Metadata);
        return reasons;

        void Add(bool applies, FitReason reason)
        {
            if (applies)
            {
                (reasons ??= []).Add(reason);
            }
        }
    }

    private static Outcome<FitPlan> Rewrite(ImageBlock block, ImageFacts facts, ImageLimits limits, List<FitReason> reasons)
    {
        var format = Target(facts, limits);
        if (format == ImageFormat.Unknown)
        {
            return ImageLocator.At(block, new GatewayError(ErrorReason.UnsupportedImageFormat, $"The model takes none of PNG, JPEG and WebP (limits profile {limits.Profile}), so the image cannot be converted. Choose another model."));
        }

        var edge = (double)Math.Min(Math.Max(facts.Width, facts.Height), limits.MaxEdge ?? int.MaxValue);
        if (limits.MaxImageBytes is { } most)
        {
            var ratio = edge / Math.Max(facts.Width, facts.Height);
            var bytes = facts.Pixels * ratio * ratio * BytesPerPixel(format, facts);
            edge = bytes > most ? Math.Max(1, Math.Floor(edge * Math.Sqrt(most / bytes))) : edge;
        }

        var keepsSize = edge >= Math.Max(facts.Width, facts.Height);
        var box = keepsSize ? int.MaxValue : (int)edge;
        return new RewritePlan(new RewriteTarget(format, box, box, Quality, limits.MaxImageBytes), reasons);
    }

    /// <summary>
    /// Alpha needs PNG or WebP. What came without loss (a screenshot, a drawing) stays so while the result surely fits;
    /// all else becomes JPEG.
    /// </summary>
    private static ImageFormat Target(ImageFacts facts, ImageLimits limits)
    {
        var lossless = facts.Format is ImageFormat.Png or ImageFormat.Gif && FitsUncompressed(facts, limits);
        ReadOnlySpan<ImageFormat> wishes = facts.HasAlpha ? [ImageFormat.Png, ImageFormat.WebP, ImageFormat.Jpeg]
            : lossless ? [ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.WebP]
            : [ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.WebP];
        foreach (var wish in wishes)
        {
            if (limits.Formats.Contains(wish))
            {
                return wish;
            }
        }

        return ImageFormat.Unknown;
    }

    private static bool FitsUncompressed(ImageFacts facts, ImageLimits limits)
    {
        var ratio = Math.Min(1, (limits.MaxEdge ?? int.MaxValue) / (double)Math.Max(facts.Width, facts.Height));
        return limits.MaxImageBytes is not { } most || facts.Pixels * ratio * ratio * OpaquePixel <= most;
    }

    private static int BytesPerPixel(ImageFormat format, ImageFacts facts)
        => format != ImageFormat.Png ? LossyPixel : facts.HasAlpha ? AlphaPixel : OpaquePixel;
}
