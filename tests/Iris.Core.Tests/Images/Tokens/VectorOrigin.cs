namespace Iris.Core.Tests.Images.Tokens;

/// <summary>Who says what an image costs.</summary>
internal enum VectorOrigin
{
    /// <summary>The vendor prints the number, or the rule that gives it.</summary>
    Official,

    /// <summary>Somebody else sent the image and read the bill.</summary>
    Measured,

    /// <summary>Worked out by hand from the rule.</summary>
    Computed,
}
