namespace Iris.Core.Model;

/// <summary>How an image stores its colours, as far as its headers tell. Only plain images are sure to look the same at every provider.</summary>
public enum ImageColour
{
    /// <summary>Grey or RGB of 8 bits or fewer, sRGB or near it, or nothing said.</summary>
    Plain,

    /// <summary>CMYK or YCCK.</summary>
    Cmyk,

    /// <summary>An ICC profile or primaries far wider than sRGB: Display P3, Adobe RGB, ProPhoto.</summary>
    WideGamut,

    /// <summary>More than 8 bits a channel.</summary>
    Deep,
}
