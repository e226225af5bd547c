using Iris.Core.Model;

namespace Iris.Core.Images;

/// <summary>What no image may exceed, whatever the model allows. Never adapted.</summary>
/// <remarks>
/// Each number keeps a measured bomb out (a 5 MB progressive JPEG needs 2.5 GB to decode, a 4 kB PNG of 1 × 2 000 000 px
/// seconds). Checked on headers, before any decode.
/// </remarks>
public sealed record HardCaps
{
    /// <summary>The caps of every request.</summary>
    public static HardCaps Default { get; } = new();

    /// <summary>Bytes of one image, decoded from base64.</summary>
    public long MaxImageBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Images in one request.</summary>
    public int MaxImages { get; init; } = 500;

    /// <summary>Longer side in pixels.</summary>
    public int MaxEdge { get; init; } = 16_384;

    /// <summary>Pixels of one frame.</summary>
    public long MaxPixels { get; init; } = 50_000_000;

    /// <summary>Pixels of one frame of a progressive JPEG, an interlaced PNG, a GIF or a HEIC, which decoders hold whole.</summary>
    public long MaxPixelsHeldWhole { get; init; } = 25_000_000;

    /// <summary>Longer side divided by the shorter one; asked only above <see cref="AspectFromEdge"/>.</summary>
    public int MaxAspect { get; init; } = 100;

    /// <summary>Longer side in pixels from which the aspect counts.</summary>
    public int AspectFromEdge { get; init; } = 4_096;

    /// <summary>Frames or pages that a file may claim; only the first is ever decoded.</summary>
    public int MaxFrames { get; init; } = 1_000;

    /// <summary>Checks one image.</summary>
    /// <returns>Null when it stays below all caps; else an error with the cap and the value, without <c>Param</c>.</returns>
    public GatewayError? Check(ImageFacts facts)
    {
        var longer = Math.Max(facts.Width, facts.Height);
        var shorter = Math.Max(1, Math.Min(facts.Width, facts.Height));
        var heldWhole = facts.IsProgressive || facts.Format is ImageFormat.Gif or ImageFormat.Heic;
        var maxPixels = heldWhole ? MaxPixelsHeldWhole : MaxPixels;
        if (CheckBytes(facts.Bytes) is { } tooLarge)
        {
            return tooLarge;
        }

        return longer > MaxEdge ? TooMany($"is {facts.Width}×{facts.Height} px; the longer side may have at most {MaxEdge} px. Scale it down.")
            : facts.Pixels > maxPixels ? TooMany($"has {facts.Pixels} pixels ({facts.Width}×{facts.Height}); at most {maxPixels} are allowed{(heldWhole ? " for progressive, interlaced, GIF and HEIC images" : string.Empty)}. Scale it down.")
            : longer > AspectFromEdge && longer > (long)shorter * MaxAspect ? TooMany($"is {facts.Width}×{facts.Height} px; above {AspectFromEdge} px the sides may differ by a factor of at most {MaxAspect}. Cut it into pieces.")
            : facts.Frames > MaxFrames ? TooMany($"has more than {MaxFrames} frames or pages. Send the frames that matter as single images.")
            : null;
    }

    /// <summary>How long the longer side may be beside a shorter one, whatever the pixels.</summary>
    public int LongestBeside(int shorter) => (int)Math.Min(MaxEdge, Math.Max(AspectFromEdge, (long)shorter * MaxAspect));

    /// <summary>Checks a size in bytes alone, before anything is allocated.</summary>
    public GatewayError? CheckBytes(long bytes) => bytes <= MaxImageBytes
        ? null
        : new GatewayError(ErrorReason.ImageTooLarge, $"The image has {bytes} bytes; at most {MaxImageBytes} ({MaxImageBytes >> 20} MiB) are allowed. Scale it down or compress it more.");

    /// <summary>Checks the number of images of a request.</summary>
    public GatewayError? CheckCount(int images) => images <= MaxImages
        ? null
        : new GatewayError(ErrorReason.TooManyImages, $"The request has {images} images; at most {MaxImages} are allowed. Spread them over several requests.");

    private static GatewayError TooMany(string what) => new(ErrorReason.ImageTooManyPixels, $"The image {what}");
}
