using System.Globalization;
using System.Security.Cryptography;
using Iris.Core.Dialects;
using Iris.Core.Pipeline;

namespace Iris.Hosting;

/// <summary>HTTP to <see cref="GatewayPipeline"/> and back. One handler for every address of a dialect.</summary>
internal sealed class ChatEndpoint(GatewayPipeline pipeline, IDialect dialect, RequestsInFlight inFlight, TimeProvider time)
{
    private readonly string _process = RandomNumberGenerator.GetHexString(12, lowercase: true);
    private int _count;

    /// <summary>Handles one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        using var ticket = inFlight.Enter();
        using var call = new GatewayCall
        {
            Id = CreateId(),
            Dialect = dialect,
            Keys = PresentedKeyReader.Read(context.Request.Headers),
            Source = new HttpRequestSource(context.Request),
            Sink = new HttpAnswerSink(context.Response),
            StartedAt = time.GetTimestamp(),
        };
        context.Response.Headers["X-Generation-Id"] = call.Id;
        call.Error = ticket.Refusal;
        await pipeline.HandleAsync(call, context.RequestAborted);
    }

    /// <summary>Ordered by time, so that the ledger's newest rows lie together; unique by process and count, without asking the system for randomness each time.</summary>
    private string CreateId()
        => string.Create(CultureInfo.InvariantCulture, $"gen-{time.GetUtcNow().ToUnixTimeMilliseconds():x11}{_process}{Interlocked.Increment(ref _count) & 0xFFFFFF:x6}");
}
