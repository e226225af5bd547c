namespace Iris.Core.Model;

/// <summary>One thing that was, or would be, done to an image, as reports name it.</summary>
public enum FitStep
{
    /// <summary><c>keep</c>: sent as it came.</summary>
    Keep,

    /// <summary><c>link</c>: the provider fetches it.</summary>
    Link,

    /// <summary><c>relabel</c>: its declared media type was wrong.</summary>
    Relabel,

    /// <summary><c>strip_metadata</c></summary>
    StripMetadata,

    /// <summary><c>first_frame</c>: of several.</summary>
    FirstFrame,

    /// <summary><c>rotate</c>: turned upright.</summary>
    Rotate,

    /// <summary><c>convert_colour</c>: to 8-bit sRGB.</summary>
    ConvertColour,

    /// <summary><c>shrink</c></summary>
    Shrink,

    /// <summary><c>flatten</c>: alpha laid on white.</summary>
    Flatten,

    /// <summary><c>reencode</c>: written anew in the same or another format.</summary>
    Reencode,
}
