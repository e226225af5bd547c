using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Benchmarks;

/// <summary>Pixel workers for pictures that nobody has to decode.</summary>
internal sealed class NoPixels : IPixelWorkers
{
    public bool CanReadText => false;

    public GatewayError? CannotDecode(ImageFormat format) => null;

    public ValueTask<Outcome<Raster>> RasterizeAsync(ByteSource image, ImageFacts facts, int maxEdge, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<Outcome<RewrittenImage>> RewriteAsync(ByteSource image, ImageFacts facts, RewriteTarget target, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<Outcome<IReadOnlyList<RecognizedWord>>> ReadTextAsync(ByteSource image, ImageFacts facts, CancellationToken cancellationToken) => throw new NotSupportedException();
}
