using Iris.Core.Accounting;
using Iris.Core.Model;
using Microsoft.Extensions.Logging;

namespace Iris.Core.Pipeline;

/// <summary>Steps 5 and 9: money is held before anything is sent, and every request leaves one ledger row and one log line. Safe for concurrent use.</summary>
public sealed class Settlement(BudgetBook budgets, IRequestLedger ledger, ILogger<Settlement> logger, TimeProvider time)
{
    /// <summary>Holds the dearest candidate's worst cost against the key's budget.</summary>
    public GatewayError? Reserve(GatewayCall call)
    {
        var worst = call.Candidates.Max(candidate => candidate.WorstCost);
        var outcome = budgets.Reserve(call.Key!.Value, worst);
        call.Reservation = outcome.Succeeded ? outcome.Value : null;
        return outcome.Error;
    }

    /// <summary>Books what the request cost and records it. A request without a valid key is only logged.</summary>
    public void Settle(GatewayCall call)
    {
        var cost = call.Usage?.Cost ?? NanoDollars.Zero;
        if (call.Reservation is { } reservation)
        {
            budgets.Settle(reservation, cost);
        }

        var elapsed = time.GetElapsedTime(call.StartedAt);
        if (call.Key is { } key)
        {
            ledger.Record(Record(call, key, cost, elapsed));
        }

        Log.RequestDone(
            logger,
            call.Id,
            call.Error?.Row.Status ?? 200,
            call.Error?.Reason,
            call.Answering?.Endpoint.Id.Value,
            call.Request?.Images.Count ?? 0,
            (long)elapsed.TotalMilliseconds);
    }

    /// <summary>Makes an error of an exception that nothing else explained, and logs it under the request's id.</summary>
    public GatewayError Explain(GatewayCall call, Exception exception, CancellationToken callerLeft)
    {
        if (callerLeft.IsCancellationRequested)
        {
            return new GatewayError(ErrorReason.ClientClosed, "The caller went away.");
        }

        Log.RequestFaulted(logger, call.Id, exception);
        return new GatewayError(ErrorReason.InternalFault, $"Iris failed on this request. The operator finds the reason in the log under {call.Id}.");
    }

    private RequestRecord Record(GatewayCall call, KeyId key, NanoDollars cost, TimeSpan elapsed)
    {
        var first = call.Attempts.Count > 0 ? call.Attempts[^1].FirstEvent : null;
        return new RequestRecord
        {
            RequestId = call.Id,
            Key = key,
            StartedAt = time.GetUtcNow() - elapsed,
            ModelAsked = call.Request?.Model,
            ModelUsed = call.Answering?.Endpoint.Model.Id,
            Endpoint = call.Answering?.Endpoint.Id,
            Attempts = call.Attempts.Count,
            Status = call.Error?.Row.Status ?? 200,
            Reason = call.Error?.Reason,
            Streamed = call.Request?.Stream ?? false,
            Usage = call.Usage?.Tokens,
            Cost = cost,
            Images = call.Request?.Images.Count ?? 0,
            ImageReports = call.ImageReports,
            TimeToFirstEvent = first,
            Duration = elapsed,
        };
    }
}
