using Iris.Core.Model;

namespace Iris.Core.Images.Facts;

/// <summary>The errors that a header can tell. Fixed texts: nothing of the image is ever echoed.</summary>
internal static class FactsError
{
    private const string Remedy = "Send PNG, JPEG, WebP or GIF (AVIF, TIFF and HEIC are converted).";

    /// <summary>No bytes at all.</summary>
    public static GatewayError Empty()
        => new(ErrorReason.ImageEmpty, "The image has no bytes. Check that the file was read before it was encoded.");

    /// <summary>The image ends before its own structure does.</summary>
    public static GatewayError Truncated(ImageFormat format)
        => new(ErrorReason.ImageDecodeFailed, $"The {format.DisplayName()} image is truncated: it ends before its data is complete. Send the whole file.");

    /// <summary>The structure contradicts the format.</summary>
    public static GatewayError Corrupt(ImageFormat format, string what)
        => new(ErrorReason.ImageDecodeFailed, $"The {format.DisplayName()} image is corrupt: {what}. Save it anew and send it again.");

    /// <summary>A variant of a known format that no decoder here reads.</summary>
    public static GatewayError Variant(string what)
        => new(ErrorReason.UnsupportedImageFormat, $"This is {what}, which is not supported. {Remedy}");

    /// <summary>Another format, or none.</summary>
    /// <param name="foreignName">With its article, for instance <c>a PDF document</c>, or null when unknown.</param>
    public static GatewayError Unsupported(string? foreignName)
        => foreignName is null
            ? new(ErrorReason.UnsupportedImageFormat, $"The bytes are no image of a known format. {Remedy}")
            : new(ErrorReason.UnsupportedImageFormat, $"This is {foreignName}, not a supported image. {Remedy}");
}
