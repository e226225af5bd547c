namespace Iris.Core.Model;

/// <summary>Why an image has to be rewritten for a model.</summary>
public enum FitReason
{
    /// <summary>The model does not take the format.</summary>
    Format,

    /// <summary>The longer side has more pixels than the model takes.</summary>
    Edge,

    /// <summary>The request has so many images that a narrower edge holds.</summary>
    ManyImages,

    /// <summary>The image has more pixels than the model takes.</summary>
    Pixels,

    /// <summary>The image has more bytes than the model takes.</summary>
    Bytes,

    /// <summary>The images of the request together have more bytes than the model takes.</summary>
    RequestBytes,

    /// <summary>The image would cost more tokens than the caller allows.</summary>
    Tokens,

    /// <summary>The model takes no animation; the first frame is sent.</summary>
    Animation,

    /// <summary>The image is stored turned, and the provider is not known to turn it.</summary>
    Orientation,

    /// <summary>CMYK, wide gamut or more than 8 bits a channel: only plain sRGB looks the same everywhere.</summary>
    Colour,

    /// <summary>The operator wants metadata dropped, and the format cannot lose it otherwise.</summary>
    Metadata,
}
