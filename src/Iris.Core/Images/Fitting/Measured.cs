using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>Bytes as a provider measures them: the file, or its base64 text of four characters for every three bytes begun.</summary>
internal static class Measured
{
    /// <summary>What a file of this many bytes measures.</summary>
    public static long Of(ByteMeasure measure, long bytes) => measure == ByteMeasure.Base64 ? (bytes + 2) / 3 * 4 : bytes;

    /// <summary>The largest file that measures at most <paramref name="limit"/>; below 0 stays below 0.</summary>
    public static long BytesWithin(ByteMeasure measure, long limit) => measure == ByteMeasure.Base64 ? limit / 4 * 3 : limit;
}
