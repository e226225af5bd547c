using System.Globalization;
using System.Security.Cryptography;
using Iris.Core.Dialects;
using Iris.Core.Model;
using Iris.Core.Pipeline;

namespace Iris.Hosting;

/// <summary>Makes a <see cref="GatewayCall"/> of an HTTP request, and names it on the answer. Safe for concurrent use.</summary>
internal sealed class CallFactory(IDialect dialect, TimeProvider time)
{
    private readonly string _process = RandomNumberGenerator.GetHexString(12, lowercase: true);
    private int _count;

    /// <summary>Creates; the caller disposes it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="refusal">Why it is to be refused at once, or null.</param>
    public GatewayCall Create(HttpContext context, GatewayError? refusal)
    {
        var id = CreateId();
        context.Response.Headers["X-Generation-Id"] = id;
        return new GatewayCall
        {
            Id = id,
            Dialect = dialect,
            Keys = PresentedKeyReader.Read(context.Request.Headers),
            Source = new HttpRequestSource(context.Request),
            Sink = new HttpAnswerSink(context.Response),
            StartedAt = time.GetTimestamp(),
            Error = refusal,
        };
    }

    /// <summary>Ordered by time, so that the ledger's newest rows lie together; unique by process and count, without asking the system for randomness each time.</summary>
    private string CreateId()
        => string.Create(CultureInfo.InvariantCulture, $"gen-{time.GetUtcNow().ToUnixTimeMilliseconds():x11}{_process}{Interlocked.Increment(ref _count) & 0xFFFFFF:x6}");
}
