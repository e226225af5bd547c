using Iris.Core.Images.Fitting;
using Iris.Core.Model;
using Iris.Core.Providers;
using Iris.Core.Routing;

namespace Iris.Core.Pipeline;

/// <summary>Steps 6 to 8: tries one candidate after the other until one has begun to answer.</summary>
public sealed class AttemptRunner(CandidatePlanner planner, ImageFitter fitter, ProviderRegistry providers, AnswerRelay relay, TimeProvider time)
{
    /// <summary>Most attempts of one request.</summary>
    public const int MostAttempts = 3;

    private static readonly GatewayError CallerLeft = new(ErrorReason.ClientClosed, "The caller went away.");

    /// <summary>Runs.</summary>
    /// <returns>Null when an answer was relayed to its end; else the last error, told in-band already when the answer had begun.</returns>
    public async ValueTask<GatewayError?> RunAsync(GatewayCall call, CancellationToken cancellationToken)
    {
        GatewayError? last = null;
        foreach (var candidate in call.Candidates.Take(MostAttempts))
        {
            last = await TryAsync(call, candidate, cancellationToken);
            if (last is null || call.Sink.HasStarted && call.Answering == candidate || !last.Row.MayFallBack)
            {
                break;
            }
        }

        if (last is not null)
        {
            await TellInBandAsync(call, last, cancellationToken);
        }

        return last;
    }

    /// <summary>Tells an error inside a stream that has begun; does nothing before that or when the caller has gone.</summary>
    public async ValueTask TellInBandAsync(GatewayCall call, GatewayError error, CancellationToken cancellationToken)
    {
        if (call.Request is { Stream: true } && call.Sink.HasStarted && !cancellationToken.IsCancellationRequested)
        {
            await relay.FailAsync(call, error, cancellationToken);
        }
    }

    private async ValueTask<GatewayError?> TryAsync(GatewayCall call, Candidate candidate, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var located = call.Images!.Images;
        var demand = planner.DemandOf(call, candidate.Endpoint);
        var fitted = await fitter.FitAsync(call, candidate, demand, cancellationToken);
        if (!fitted.TryGet(out var images, out var refused))
        {
            call.ImageReports = ImageReports.All(located, candidate.Plans, demand, null);
            call.Attempts.Add(new Attempt(candidate.Endpoint.Id, refused, null, time.GetElapsedTime(began), Committed: false));
            return refused;
        }

        call.ImageReports = ImageReports.All(located, candidate.Plans, demand, images.Results);
        var facts = located.Select(image => image.Facts).ToArray();
        var toProvider = new ProviderCall(candidate.Endpoint, call.Request!, call.Json!.Bytes, images.Outgoing, facts, demand.Detail);
        var events = providers.Find(candidate.Endpoint.Provider).AnswerAsync(toProvider, cancellationToken);
        var relayed = new RelayedAnswer(CallerLeft, null);
        try
        {
            relayed = await relay.RelayAsync(call, candidate, events, cancellationToken);
        }
        finally
        {
            // Also when the caller left: what was tried is part of the record.
            call.Attempts.Add(new Attempt(candidate.Endpoint.Id, relayed.Error, relayed.FirstEvent, time.GetElapsedTime(began), call.Answering == candidate));
        }

        if (relayed.Error is null)
        {
            candidate.State.Succeeded();
        }
        else
        {
            candidate.State.Failed(relayed.Error);
        }

        return relayed.Error;
    }
}
