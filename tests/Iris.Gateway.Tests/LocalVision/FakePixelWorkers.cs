using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Gateway.Tests.LocalVision;

/// <summary>Hands out rasters that tests painted; the first byte of an image is its number. The real workers are tested elsewhere.</summary>
internal sealed class FakePixelWorkers(params Outcome<Raster>[] rasters) : IPixelWorkers
{
    public bool CanReadText { get; init; } = true;

    public GatewayError? CannotDecode(ImageFormat format) => null;

    public Outcome<IReadOnlyList<RecognizedWord>> Words { get; init; } = Array.Empty<RecognizedWord>();

    public List<ImageFacts> FactsSeen { get; } = [];

    public TaskCompletionSource? Hold { get; init; }

    public async ValueTask<Outcome<Raster>> RasterizeAsync(ByteSource image, ImageFacts facts, int maxEdge, CancellationToken cancellationToken)
    {
        if (Hold is not null)
        {
            await Hold.Task.WaitAsync(cancellationToken);
        }

        lock (FactsSeen)
        {
            FactsSeen.Add(facts);
        }

        Span<byte> number = stackalloc byte[1];
        image.Read(0, number);
        return rasters[number[0]];
    }

    public ValueTask<Outcome<RewrittenImage>> RewriteAsync(ByteSource image, ImageFacts facts, RewriteTarget target, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The embedded model rewrites nothing.");

    public ValueTask<Outcome<IReadOnlyList<RecognizedWord>>> ReadTextAsync(ByteSource image, ImageFacts facts, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Words);
}
