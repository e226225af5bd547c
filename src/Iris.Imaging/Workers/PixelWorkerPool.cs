using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.Imaging.Tesseract;
using Iris.Imaging.Vips;
using Microsoft.Extensions.Logging;

namespace Iris.Imaging.Workers;

/// <summary>Pixel work in a pool of warm worker processes. Safe for concurrent use; whoever creates it disposes it.</summary>
/// <remarks>
/// A job that dies by its own image (crash signal, time, memory) is answered with <see cref="ErrorReason.ImageDecodeFailed"/>,
/// because the same bytes would do the same again; a worker that is lost for another reason (killed from outside) with
/// <see cref="ErrorReason.PixelWorkerRestarted"/>, which may be repeated. Cancelling throws <see cref="OperationCanceledException"/>.
/// The image is read on the caller's thread in pieces of 64 KiB and must stay valid until the task ends.
/// </remarks>
public sealed class PixelWorkerPool : IPixelWorkers, IAsyncDisposable
{
    private readonly PixelWorkerOptions _options;
    private readonly ILogger _logger;
    private readonly PixelWorkerStarter _starter;
    private readonly PixelWorkerCrew _crew;

    /// <summary>Creates the pool; processes start with <see cref="WarmUpAsync"/> or with the first job.</summary>
    public PixelWorkerPool(PixelWorkerOptions options, TimeProvider time, ILogger<PixelWorkerPool> logger)
    {
        _options = options;
        _logger = logger;
        _starter = new PixelWorkerStarter(options, time, logger);
        _crew = new PixelWorkerCrew(options, _starter);
    }

    /// <inheritdoc/>
    /// <remarks>Known once a worker has started; false before that.</remarks>
    public bool CanReadText => _starter.CanReadText;

    /// <inheritdoc/>
    /// <remarks>Known once a worker has started; null before that.</remarks>
    public GatewayError? CannotDecode(ImageFormat format)
        => _starter.Unavailable is { } unavailable ? unavailable
            : format == ImageFormat.Heic && _starter.CannotDecodeHeic ? PixelErrors.NoHeicDecoder
            : null;

    /// <summary>The processes behind it, for tests.</summary>
    internal PixelWorkerCrew Crew => _crew;

    /// <summary>Starts all workers.</summary>
    /// <returns>Null, or why none can work: the line for the operator.</returns>
    public async Task<GatewayError?> WarmUpAsync(CancellationToken cancellationToken)
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, _options.Workers).Select(_ => _crew.TakeAsync(cancellationToken).AsTask()));
        GatewayError? first = null;
        foreach (var outcome in taken)
        {
            if (outcome.TryGet(out var worker, out var error))
            {
                _crew.Return(worker);
            }

            first ??= error;
        }

        return first;
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome<Raster>> RasterizeAsync(ByteSource image, ImageFacts facts, int maxEdge, CancellationToken cancellationToken)
    {
        var job = PixelJob.Reading(PixelJobKind.Rasterize, facts.Format, maxEdge, image.Length);
        var outcome = await RunAsync(job, image, facts, cancellationToken);
        if (!outcome.TryGet(out var reply, out var error))
        {
            return error;
        }

        var (width, height) = (reply.Answer.Width, reply.Answer.Height);
        return width > 0 && height > 0 && (long)width * height * 4 == reply.Payload.Length
            ? new Raster(width, height, reply.Payload)
            : PixelErrors.Of(WorkerEnd.Nonsense, default);
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome<RewrittenImage>> RewriteAsync(ByteSource image, ImageFacts facts, RewriteTarget target, CancellationToken cancellationToken)
    {
        if (target.MaxBytes is <= 0)
        {
            return PixelErrors.OverBudget(target.MaxBytes.Value);
        }

        var outcome = await RunAsync(PixelJob.Rewriting(facts.Format, target, image.Length), image, facts, cancellationToken);
        return outcome.TryGet(out var reply, out var error)
            ? new RewrittenImage(target.Format, reply.Answer.Width, reply.Answer.Height, reply.Answer.Quality, reply.Payload)
            : error;
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome<IReadOnlyList<RecognizedWord>>> ReadTextAsync(ByteSource image, ImageFacts facts, CancellationToken cancellationToken)
    {
        var job = PixelJob.Reading(PixelJobKind.ReadText, facts.Format, TextRecognizer.MaxEdge, image.Length);
        var outcome = await RunAsync(job, image, facts, cancellationToken);
        if (!outcome.TryGet(out var reply, out var error))
        {
            return error;
        }

        return WordList.TryRead(reply.Payload) is { } words
            ? Outcome<IReadOnlyList<RecognizedWord>>.Of(words)
            : PixelErrors.Of(WorkerEnd.Nonsense, default);
    }

    /// <summary>Lets all workers go.</summary>
    public ValueTask DisposeAsync() => _crew.DisposeAsync();

    private async ValueTask<Outcome<PixelReply>> RunAsync(PixelJob job, ByteSource image, ImageFacts facts, CancellationToken cancellationToken)
    {
        if (job.Length > PixelCaps.MaxBytes)
        {
            return PixelErrors.TooLarge;
        }

        if (job.Length == 0)
        {
            return PixelErrors.Of(PixelFailure.DecodeFailed, facts);
        }

        var taken = await _crew.TakeAsync(cancellationToken);
        if (!taken.TryGet(out var worker, out var error))
        {
            return error;
        }

        try
        {
            var deadline = job.Kind == PixelJobKind.ReadText ? _options.ReadTextTimeout : _options.DecodeTimeout;
            var reply = await worker.RunAsync(job, image, new WorkerLimits(deadline, _options.ResidentLimitBytes), cancellationToken);
            return Judge(reply, job, facts, deadline, worker.Id);
        }
        finally
        {
            _crew.Return(worker);
        }
    }

    private Outcome<PixelReply> Judge(PixelReply reply, PixelJob job, ImageFacts facts, TimeSpan deadline, int processId)
    {
        if (reply.End != WorkerEnd.None)
        {
            Log.WorkerEnded(_logger, processId, reply.End);
            return PixelErrors.Of(reply.End, deadline);
        }

        return reply.Answer.Failure switch
        {
            PixelFailure.None => reply,
            PixelFailure.OverBudget => PixelErrors.OverBudget(job.MaxBytes),
            var failure => PixelErrors.Of(failure, facts),
        };
    }
}
