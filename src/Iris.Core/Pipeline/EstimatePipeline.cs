using System.Buffers;
using Iris.Core.Dialects;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Pipeline;

/// <summary>Answers <c>POST /estimate</c>: what would be done and counted, without doing it. Singleton; safe for concurrent use.</summary>
public sealed class EstimatePipeline(Estimator estimator, Settlement settlement)
{
    /// <summary>Takes one request from its first byte to its answer. Leaves no ledger row, because nothing is spent.</summary>
    /// <param name="call">Fresh, or with <see cref="GatewayCall.Error"/> set when it is to be refused at once.</param>
    /// <param name="wholeCatalogue">True compares every vision model that the catalogue knows, when the request names none.</param>
    /// <param name="cancellationToken">Cancelled when the caller leaves.</param>
    public async Task HandleAsync(GatewayCall call, bool wholeCatalogue, CancellationToken cancellationToken)
    {
        try
        {
            if (call.Error is null)
            {
                var outcome = await estimator.EstimateAsync(call, wholeCatalogue, cancellationToken);
                call.Error = outcome.Error;
                if (outcome.Succeeded)
                {
                    await AnswerAsync(call, outcome.Value, cancellationToken);
                }
            }
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
        }

        await ErrorAnswer.SendAsync(call, cancellationToken);
    }

    private static async ValueTask AnswerAsync(GatewayCall call, IReadOnlyList<ModelEstimate> estimates, CancellationToken cancellationToken)
    {
        using var body = new PooledWriter();
        EstimateJson.Write(estimates, body);
        call.Sink.Begin(200, "application/json", body.Length, []);
        call.Sink.Output.Write(body.Written);
        await call.Sink.Output.FlushAsync(cancellationToken);
    }
}
