using Iris.Core.Catalogue;
using Iris.Core.Model;

namespace Iris.Core.Images;

/// <summary>What images have to be made to fit: one endpoint, and what operator and caller want.</summary>
public sealed record FitDemand
{
    /// <summary>What the endpoint takes.</summary>
    public required ImageLimits Limits { get; init; }

    /// <summary>How it counts, or null when nobody knows.</summary>
    public TokenFormula? TokenFormula { get; init; }

    /// <summary>True when URLs are handed on to it unread.</summary>
    public bool PassesUrls { get; init; }

    /// <summary>Adapt or refuse. The number of images is never adapted.</summary>
    public ImagePolicy Policy { get; init; }

    /// <summary>Most tokens of one image, or null.</summary>
    public long? MaxTokensPerImage { get; init; }

    /// <summary>Replaces the detail of every image, or null.</summary>
    public ImageDetail? Detail { get; init; }

    /// <summary>True drops the metadata of images that could otherwise stay untouched.</summary>
    public bool StripMetadata { get; init; }

    /// <summary>Why images of a format cannot be decoded here, as <see cref="IPixelWorkers.CannotDecode"/> tells; null where nobody asked.</summary>
    public Func<ImageFormat, GatewayError?>? CannotDecode { get; init; }

    /// <summary>Bytes of the request besides its images, for limits on whole requests.</summary>
    public long OtherBytes { get; init; }
}
