namespace Iris.Configuration;

/// <summary>What happens to an image that breaks a limit of its endpoint.</summary>
internal enum ImagePolicy
{
    /// <summary>It is made to fit.</summary>
    Adapt,

    /// <summary>The request is refused with the limit, the value and the part.</summary>
    Strict,
}
