using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.LocalVision.Answers;
using Iris.LocalVision.Measures;

namespace Iris.LocalVision.Observing;

/// <summary>Looks at one image: decodes it in a worker, measures the pixels here, and lets the observers recognise meanwhile.</summary>
internal sealed class ImageLooker(IPixelWorkers workers, IReadOnlyList<ISceneObserver> observers)
{
    /// <summary>The longer side that is looked at: enough to tell sharp from soft, small enough to measure in milliseconds.</summary>
    public const int MaxEdge = 1024;

    /// <summary>Looks.</summary>
    /// <param name="image">As fitted for the embedded model.</param>
    /// <param name="facts">Of the image as it arrived.</param>
    /// <param name="cancellationToken">Cancelled when the caller leaves.</param>
    public async Task<Outcome<SeenImage>> LookAsync(InlineImage image, ImageFacts facts, CancellationToken cancellationToken)
    {
        var decodable = FactsOfBytes(image, facts);
        var decoded = await workers.RasterizeAsync(image.Bytes, decodable, MaxEdge, cancellationToken);
        if (!decoded.TryGet(out var raster, out var error))
        {
            return error;
        }

        // The observers wait for a worker most of the time; the measuring happens meanwhile on this thread.
        var observing = ObserveAsync(new SceneView(image.Bytes, decodable, raster), cancellationToken);
        var measures = PictureMeasures.Of(raster, facts);
        var observed = await observing;
        return observed.TryGet(out var statements, out error) ? new SeenImage(facts, raster, measures, statements) : error;
    }

    private async Task<Outcome<IReadOnlyList<Statement>>> ObserveAsync(SceneView scene, CancellationToken cancellationToken)
    {
        var all = new List<Statement>();
        foreach (var observer in observers)
        {
            var observed = await observer.ObserveAsync(scene, cancellationToken);
            if (!observed.TryGet(out var statements, out var error))
            {
                return error;
            }

            all.AddRange(statements);
        }

        return all;
    }

    // An image that was encoded anew to fit has another format than the one that arrived, is upright and still.
    private static ImageFacts FactsOfBytes(InlineImage image, ImageFacts facts)
    {
        if (image.MediaType == facts.Format.MediaType() && image.Bytes.Length == facts.Bytes)
        {
            return facts;
        }

        var format = Enum.GetValues<ImageFormat>().FirstOrDefault(f => f.MediaType() == image.MediaType, ImageFormat.Unknown);
        return facts with
        {
            Format = format,
            Bytes = image.Bytes.Length,
            Width = facts.UprightWidth,
            Height = facts.UprightHeight,
            Orientation = 1,
            Frames = 1,
        };
    }
}
