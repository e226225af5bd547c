using Iris.Core.Images.Fitting;
using Iris.Core.Model;

namespace Iris.Core.Images;

/// <summary>Looks once more at what came out of a pixel worker: to meet a budget of bytes it shrinks further than planned, and a decoder may be a pixel off. Pure; safe for concurrent use.</summary>
public static class FitCheck
{
    /// <summary>Checks one result against the limits of the endpoint and of the caller.</summary>
    /// <param name="image">As it came.</param>
    /// <param name="result">What came out, with its bytes where they are known.</param>
    /// <param name="demand">What it has to fit.</param>
    /// <param name="images">Images of the whole request, for the narrower edge of requests with many.</param>
    /// <returns>Null when all is well; else an error with the part's path, the limit and the value.</returns>
    public static GatewayError? Result(LocatedImage image, ImageSide result, FitDemand demand, int images = 1)
    {
        var rules = new FitRules(demand, images);
        var limits = demand.Limits;
        var size = new ImageSize(result.Width, result.Height);
        return size.Shorter < limits.MinEdge ? FitErrors.ResultTooSmall(image, size, rules)
            : !LimitCheck.HasAllowedShape(size, limits) ? FitErrors.ResultOver(image, ErrorReason.ImageTooManyPixels, size, $"sides that differ by a factor of at most {limits.MaxAspect}", rules)
            : size.Longer > rules.MaxEdge ? FitErrors.ResultOver(image, ErrorReason.ImageTooManyPixels, size, $"at most {rules.MaxEdge} px on the longer side", rules)
            : size.Pixels > limits.MaxPixels ? FitErrors.ResultOver(image, ErrorReason.ImageTooManyPixels, size, $"at most {limits.MaxPixels} pixels", rules)
            : result.Bytes > rules.MaxBytes ? FitErrors.ResultOver(image, ErrorReason.ImageTooLarge, size, $"at most {rules.MaxBytes} bytes, and it has {result.Bytes}", rules)
            : !rules.AllowsTokens(size, rules.DetailOf(image)) ? FitErrors.ResultTooManyTokens(image, size, rules)
            : null;
    }
}
