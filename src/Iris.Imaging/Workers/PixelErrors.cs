using System.Globalization;
using Iris.Core.Model;
using Iris.Imaging.Vips;

namespace Iris.Imaging.Workers;

/// <summary>The words for everything that can go wrong with pixels. Fixed texts: a decoder's own words can quote the picture or name addresses.</summary>
internal static class PixelErrors
{
    // From here on some formats can fill the 512 MiB of a worker when they are kept in full size.
    private const long LargePixels = 16_000_000;

    /// <summary>libvips is not there.</summary>
    public static GatewayError Unavailable { get; } = new(
        ErrorReason.PixelWorkersUnavailable,
        "This Iris cannot work on pixels: the native image library (libvips) is not beside the program. The operator starts it by ./run, which installs it, or runs `npm ci --ignore-scripts` in native/ and builds again.");

    /// <summary>The worker process does not start.</summary>
    public static GatewayError NoStart { get; } = new(
        ErrorReason.PixelWorkersUnavailable,
        "This Iris cannot work on pixels: its worker process does not start. The log names the command; the operator can try it by hand.")
    {
        RetryAfterSeconds = 5,
    };

    /// <summary>The queue is full.</summary>
    public static GatewayError Busy { get; } = new(
        ErrorReason.PixelWorkersBusy,
        "Too many images are waiting to be converted. Try again in a moment, or send images that need no conversion.")
    {
        RetryAfterSeconds = 1,
    };

    /// <summary>The pool is being closed.</summary>
    public static GatewayError Draining { get; } = new(ErrorReason.Draining, "Iris is shutting down. Repeat the request in a moment.")
    {
        RetryAfterSeconds = 5,
    };

    /// <summary>More bytes than any worker takes.</summary>
    public static GatewayError TooLarge { get; } = new(
        ErrorReason.ImageTooLarge,
        $"The image has more than {PixelCaps.MaxBytes / (1024 * 1024)} MiB. Send a smaller file.");

    /// <summary>HEIC without libheif.</summary>
    public static GatewayError NoHeicDecoder { get; } = new(
        ErrorReason.UnsupportedImageFormat,
        "The image is HEIC, which needs libheif, and libheif is not installed beside this Iris. Send JPEG or PNG, or ask the operator to install it (Debian: apt install libheif1).");

    /// <summary>Not even one pixel fits.</summary>
    public static GatewayError OverBudget(long maxBytes) => new(
        ErrorReason.ImageTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The image cannot be brought under {maxBytes} bytes, not even at one pixel. Send fewer images, or choose a model that takes more bytes."));

    /// <summary>A job that its worker answered with a failure.</summary>
    public static GatewayError Of(PixelFailure failure, ImageFacts facts) => failure switch
    {
        PixelFailure.UnsupportedFormat => new(
            ErrorReason.UnsupportedImageFormat,
            "The bytes are no PNG, JPEG, WebP, GIF, AVIF, TIFF or HEIC that can be read here. Convert the image to PNG or JPEG."),
        PixelFailure.NoHeicDecoder => NoHeicDecoder,
        PixelFailure.TooManyPixels => new(
            ErrorReason.ImageTooManyPixels,
            string.Create(CultureInfo.InvariantCulture, $"The image is over {PixelCaps.MaxEdge} pixels on a side, over {PixelCaps.MaxPixels / 1_000_000} megapixels, or over {PixelCaps.MaxHeldPixels / 1_000_000} megapixels as GIF, HEIC, progressive or interlaced file. Send it smaller.")),
        // Decoders do not tell a broken file from a lack of memory.
        _ when facts.Pixels >= LargePixels => new(
            ErrorReason.ImageDecodeFailed,
            $"The {facts.Format.DisplayName()} image cannot be decoded: it is truncated or corrupt, or so large that it does not fit into the memory that one image gets. Send it smaller."),
        _ => new(
            ErrorReason.ImageDecodeFailed,
            $"The {facts.Format.DisplayName()} image cannot be decoded: it is truncated or corrupt. Save it again and resend it."),
    };

    /// <summary>A job whose worker ended before it answered.</summary>
    public static GatewayError Of(WorkerEnd end, TimeSpan deadline) => end switch
    {
        WorkerEnd.Deadline => new(
            ErrorReason.ImageDecodeFailed,
            string.Create(CultureInfo.InvariantCulture, $"Work on the image was stopped after {deadline.TotalSeconds:0.#} s. Send it smaller or in another format.")),
        WorkerEnd.Memory => new(
            ErrorReason.ImageDecodeFailed,
            "Work on the image was stopped because it took too much memory. Send it smaller or in another format."),
        WorkerEnd.Crashed => new(
            ErrorReason.ImageDecodeFailed,
            "The image made the decoder fail. It is probably corrupt: save it again and resend it."),
        _ => new(
            ErrorReason.PixelWorkerRestarted,
            "The process that worked on the image ended and was replaced. Repeat the request.")
        {
            RetryAfterSeconds = 1,
        },
    };
}
