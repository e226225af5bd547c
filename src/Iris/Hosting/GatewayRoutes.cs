using Iris.Core.Dialects;
using Iris.Core.Model;

namespace Iris.Hosting;

/// <summary>The addresses that Iris answers at.</summary>
internal static class GatewayRoutes
{
    /// <summary>Maps the routes of callers under every prefix.</summary>
    public static void MapCallerRoutes(this IEndpointRouteBuilder routes, ChatEndpoint chat, EstimateEndpoint estimate, ModelsEndpoint models)
    {
        foreach (var prefix in CallerRoutes.Prefixes)
        {
            routes.MapPost($"{prefix}/chat/completions", chat.HandleAsync);
            routes.MapPost($"{prefix}/estimate", estimate.HandleAsync);
            routes.MapGet($"{prefix}/models", models.ListAsync);
            routes.MapGet($"{prefix}/models/{{**id}}", models.RetrieveAsync);
            routes.MapGet($"{prefix}/models/{{author}}/{{slug}}/endpoints", models.EndpointsAsync);
            routes.MapGet($"{prefix}/model/{{author}}/{{slug}}", models.ShowAsync);
        }
    }

    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes, Func<bool> isReady)
    {
        routes.MapGet("/health/live", context => context.Response.WriteAsync("live", context.RequestAborted));
        routes.MapGet("/health/ready", context =>
        {
            var ready = isReady();
            context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync(ready ? "ready" : "starting", context.RequestAborted);
        });
    }

    /// <summary>Gives routes and methods that do not exist the one error shape.</summary>
    public static void UseErrorShape(this IApplicationBuilder application, IDialect dialect)
    {
        application.Use(async (context, next) =>
        {
            await next(context);
            var response = context.Response;
            if (response.HasStarted || response.ContentType is not null || response.StatusCode is not (404 or 405))
            {
                return;
            }

            var error = response.StatusCode == 404
                ? new GatewayError(ErrorReason.RouteNotFound, "No such route. Chat requests go to POST /v1/chat/completions.")
                : new GatewayError(ErrorReason.MethodNotAllowed, $"This route does not take {context.Request.Method}; it takes {response.Headers.Allow}.");
            await HttpErrorAnswer.SendAsync(context, error, dialect);
        });
    }
}
