using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Gateway.Tests.Imaging;

/// <summary>Answers rewrites as the test says, after the test lets them go, and counts them.</summary>
internal sealed class CountingWorkers : IPixelWorkers
{
    private int _rewrites;

    public int Rewrites => Volatile.Read(ref _rewrites);

    public Func<int, Outcome<RewrittenImage>> Answer { get; init; } = number => Image(100, (byte)number);

    /// <summary>Work waits for it; done at once by default.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool CanReadText => true;

    public GatewayError? CannotDecode(ImageFormat format) => format == ImageFormat.Heic ? NoHeic : null;

    public static GatewayError NoHeic { get; } = new(ErrorReason.UnsupportedImageFormat, "no libheif");

    public static RewrittenImage Image(int bytes, byte value) => new(ImageFormat.Jpeg, 1, 1, 90, Enumerable.Repeat(value, bytes).ToArray());

    public async ValueTask<Outcome<RewrittenImage>> RewriteAsync(ByteSource image, ImageFacts facts, RewriteTarget target, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _rewrites);
        Started.TrySetResult();
        await Gate.Task.WaitAsync(cancellationToken);
        return Answer(number);
    }

    public ValueTask<Outcome<Raster>> RasterizeAsync(ByteSource image, ImageFacts facts, int maxEdge, CancellationToken cancellationToken)
        => ValueTask.FromResult<Outcome<Raster>>(new Raster(1, 1, new byte[4]));

    public ValueTask<Outcome<IReadOnlyList<RecognizedWord>>> ReadTextAsync(ByteSource image, ImageFacts facts, CancellationToken cancellationToken)
        => ValueTask.FromResult(Outcome<IReadOnlyList<RecognizedWord>>.Of([]));
}
