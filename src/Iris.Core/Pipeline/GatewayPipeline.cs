using Iris.Core.Model;

namespace Iris.Core.Pipeline;

/// <summary>The way through the house: nine steps, one straight method. Singleton; safe for concurrent use.</summary>
public sealed class GatewayPipeline(
    Intake intake,
    CandidatePlanner planner,
    AttemptRunner attempts,
    Settlement settlement)
{
    /// <summary>Takes one request from its first byte to its ledger row.</summary>
    /// <param name="call">Fresh, or with <see cref="GatewayCall.Error"/> set when it is to be refused at once.</param>
    /// <param name="cancellationToken">Cancelled when the caller leaves.</param>
    /// <returns>When the answer, or the error in its place, was handed to the connection. Never throws for a fault of request, provider or network.</returns>
    public async Task HandleAsync(GatewayCall call, CancellationToken cancellationToken)
    {
        try
        {
            call.Error ??= intake.Authenticate(call);                           // 1 Authenticate
            call.Error ??= await intake.ReadAsync(call, cancellationToken);     // 2 Read
            call.Error ??= await intake.LocateAsync(call, cancellationToken);   // 3 Locate
            call.Error ??= planner.Plan(call);                                  // 4 Plan
            call.Error ??= settlement.Reserve(call);                            // 5 Reserve
            call.Error ??= await attempts.RunAsync(call, cancellationToken);    // 6 Fit, 7 Send, 8 Answer
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            call.Error = new GatewayError(ErrorReason.ClientClosed, "The caller went away.");
        }
#pragma warning disable CA1031 // The named edge at which a bug becomes an answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            call.Error = settlement.Explain(call, exception, cancellationToken);
            await attempts.TellInBandAsync(call, call.Error, cancellationToken);
        }

        if (call.Error is not null)
        {
            planner.ReportPlans(call);
        }

        settlement.Settle(call);                                                // 9 Settle
        await ErrorAnswer.SendAsync(call, cancellationToken);
    }
}
