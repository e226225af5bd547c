using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Images;

/// <summary>Work that needs decoded pixels, done in a worker process so that a decoder that dies or hangs costs one request an error and the gateway nothing.</summary>
/// <remarks>
/// Callers check <see cref="ImageFacts"/> against the hard caps first. Safe for concurrent use. Failures are data:
/// <see cref="ErrorReason.ImageDecodeFailed"/>, <see cref="ErrorReason.UnsupportedImageFormat"/>, <see cref="ErrorReason.ImageTooManyPixels"/>,
/// <see cref="ErrorReason.ImageTooLarge"/> (a byte budget that not even one pixel meets), <see cref="ErrorReason.PixelWorkersBusy"/>,
/// <see cref="ErrorReason.PixelWorkerRestarted"/>, <see cref="ErrorReason.PixelWorkersUnavailable"/>.
/// </remarks>
public interface IPixelWorkers
{
    /// <summary>Decodes, turns upright, converts to sRGB and shrinks (never enlarges) to at most <paramref name="maxEdge"/> pixels on the longer side.</summary>
    ValueTask<Outcome<Raster>> RasterizeAsync(ByteSource image, ImageFacts facts, int maxEdge, CancellationToken cancellationToken);

    /// <summary>Decodes, turns upright, shrinks to fit, drops all metadata and encodes anew. First frame or page only.</summary>
    ValueTask<Outcome<RewrittenImage>> RewriteAsync(ByteSource image, ImageFacts facts, RewriteTarget target, CancellationToken cancellationToken);

    /// <summary>Reads the text in an image with Tesseract.</summary>
    /// <returns>Words in reading order with their confidence; an empty list where Tesseract is not installed (see <see cref="CanReadText"/>).</returns>
    ValueTask<Outcome<IReadOnlyList<RecognizedWord>>> ReadTextAsync(ByteSource image, ImageFacts facts, CancellationToken cancellationToken);

    /// <summary>Whether jobs on this format must fail here whatever the image is: no libvips, or no libheif for a HEIC.</summary>
    /// <returns>The error that a job would get; null when it can be decoded, or while nobody knows yet.</returns>
    GatewayError? CannotDecode(ImageFormat format);

    /// <summary>True when Tesseract and its English data were found.</summary>
    bool CanReadText { get; }
}
