using Iris.Core.Images.Metadata;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Images;

/// <summary>One image of a request, found: either bytes with their facts, or a URL that is handed on.</summary>
/// <remarks>Not safe for use by two threads at once, as its bytes are not.</remarks>
public sealed record LocatedImage
{
    private StrippedImage? _withoutMetadata;
    private bool _isStripTried;

    /// <summary>Where the request names it.</summary>
    public required ImageBlock Block { get; init; }

    /// <summary>The bytes, or null when only the URL is known. Valid until the <see cref="LocatedImages"/> and the body are disposed.</summary>
    public ByteSource? Bytes { get; init; }

    /// <summary>What the headers tell; null exactly when <see cref="Bytes"/> is.</summary>
    public ImageFacts? Facts { get; init; }

    /// <summary>The caller's URL, trimmed, or null when the image came inline.</summary>
    public string? Url { get; init; }

    /// <summary>True when the caller declared another media type than the bytes have.</summary>
    public bool IsMislabelled { get; init; }

    /// <summary>
    /// True when the caller's own part can go out untouched: it is the canonical part, and its string is either the URL as
    /// it stands, or one data URL with the media type that the bytes have and clean, correctly padded base64.
    /// </summary>
    public bool IsCanonicalOnWire { get; init; }

    /// <summary>The same picture without its metadata, cut out without touching a pixel. Worked out once, by a walk through the file, however many models ask.</summary>
    /// <value>Null when it cannot be cut (<see cref="MetadataStripper.Strip"/>), or when only the URL is known.</value>
    public StrippedImage? WithoutMetadata
    {
        get
        {
            if (!_isStripTried)
            {
                _withoutMetadata = Bytes is { } bytes && Facts is { } facts ? MetadataStripper.Strip(bytes, facts) : null;
                _isStripTried = true;
            }

            return _withoutMetadata;
        }

        internal init => (_withoutMetadata, _isStripTried) = (value, true);
    }
}
