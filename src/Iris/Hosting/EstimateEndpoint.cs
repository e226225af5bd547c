using Iris.Core.Pipeline;

namespace Iris.Hosting;

/// <summary>HTTP to <see cref="EstimatePipeline"/> and back. <c>?scope=catalogue</c> compares all that the catalogue knows, not only what is connected.</summary>
internal sealed class EstimateEndpoint(EstimatePipeline pipeline, CallFactory calls, RequestsInFlight inFlight)
{
    /// <summary>Handles one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        using var ticket = inFlight.Enter();
        using var call = calls.Create(context, ticket.Refusal);
        var wholeCatalogue = string.Equals(context.Request.Query["scope"], "catalogue", StringComparison.OrdinalIgnoreCase);
        await pipeline.HandleAsync(call, wholeCatalogue, context.RequestAborted);
    }
}
