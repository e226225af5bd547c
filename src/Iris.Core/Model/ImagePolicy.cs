namespace Iris.Core.Model;

/// <summary>What happens to an image that breaks a limit of the model (<c>images.policy</c>).</summary>
public enum ImagePolicy
{
    /// <summary>It is made to fit, and the request's record says so.</summary>
    Adapt,

    /// <summary>It is refused, with the limit, the value and the part.</summary>
    Strict,
}
