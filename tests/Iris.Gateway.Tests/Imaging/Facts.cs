using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.Imaging.Vips;

namespace Iris.Gateway.Tests.Imaging;

/// <summary>The facts that a worker needs: the format. Sizes are the worker's own to check.</summary>
internal static class Facts
{
    public static ImageFacts Of(byte[] bytes)
        => As(bytes, FormatSignature.Detect(bytes.AsSpan(0, Math.Min(bytes.Length, FormatSignature.HeadLength))));

    /// <summary>All facts, as the gateway's own reader finds them.</summary>
    public static ImageFacts Read(byte[] bytes)
    {
        var outcome = ImageFactsReader.Read(new MemoryByteSource(bytes));
        outcome.Error.ShouldBeNull();
        return outcome.Value;
    }

    public static ImageFacts As(byte[] bytes, ImageFormat format)
        => new() { Format = format, Bytes = bytes.Length, Width = 1, Height = 1 };
}
