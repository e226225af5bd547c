using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>A limit on the bytes of a whole request.</summary>
/// <param name="Measure">How images are measured against it.</param>
/// <param name="Limit">As the vendor states it.</param>
/// <param name="Available">What is left of it for images; below 0 when text alone is too much.</param>
/// <param name="IsWholeRequest">True for the request's body, false for the images alone.</param>
internal readonly record struct ByteBudget(ByteMeasure Measure, long Limit, long Available, bool IsWholeRequest)
{
    public string Unit => Measure == ByteMeasure.Base64 ? " as base64" : string.Empty;

    public string Scope => IsWholeRequest ? "a request" : "for all images of a request";

    /// <summary>The largest level to which measures can be cut so that their sum stays inside what is available.</summary>
    /// <param name="measures">Sorted here.</param>
    /// <returns><see cref="long.MaxValue"/> when nothing has to be cut.</returns>
    public long Level(Span<long> measures)
    {
        measures.Sort();
        var left = Available;
        for (var i = 0; i < measures.Length; i++)
        {
            var share = left / (measures.Length - i);
            if (measures[i] > share)
            {
                return share;
            }

            left -= measures[i];
        }

        return long.MaxValue;
    }
}
