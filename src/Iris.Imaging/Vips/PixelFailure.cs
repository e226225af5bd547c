namespace Iris.Imaging.Vips;

/// <summary>Why a worker made nothing of an image. One byte on the pipe; the gateway has the words.</summary>
internal enum PixelFailure : byte
{
    /// <summary>It did.</summary>
    None,

    /// <summary>Truncated, corrupt, or more than the memory limit holds.</summary>
    DecodeFailed,

    /// <summary>The bytes are not what they were announced to be.</summary>
    UnsupportedFormat,

    /// <summary>The header announces more pixels or a longer edge than allowed.</summary>
    TooManyPixels,

    /// <summary>HEIC, and no libheif on this machine.</summary>
    NoHeicDecoder,

    /// <summary>Not even one pixel fits into the budget of bytes.</summary>
    OverBudget,
}
