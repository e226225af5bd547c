using Iris.Core.Pipeline;

namespace Iris.Hosting;

/// <summary>HTTP to <see cref="GatewayPipeline"/> and back. One handler for every address of a dialect.</summary>
internal sealed class ChatEndpoint(GatewayPipeline pipeline, CallFactory calls, RequestsInFlight inFlight)
{
    /// <summary>Handles one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        using var ticket = inFlight.Enter();
        using var call = calls.Create(context, ticket.Refusal);
        await pipeline.HandleAsync(call, context.RequestAborted);
    }
}
