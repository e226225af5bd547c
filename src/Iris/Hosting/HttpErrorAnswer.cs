using Iris.Core.Dialects;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Hosting;

/// <summary>Errors of routes that do not go through the pipeline: the same shape and headers. None of them is worth repeating.</summary>
internal static class HttpErrorAnswer
{
    /// <summary>Sends the whole answer.</summary>
    public static async Task SendAsync(HttpContext context, GatewayError error, IDialect dialect)
    {
        using var body = new PooledWriter();
        dialect.WriteError(error, body);
        context.Response.StatusCode = error.Row.Status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        context.Response.Headers["x-should-retry"] = "false";
        await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }
}
