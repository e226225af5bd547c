using System.Text.Encodings.Web;
using System.Text.Json;
using Iris.Core.Catalogue;
using Iris.Core.Dialects;
using Iris.Core.Model;
using Iris.Core.Pipeline;
using Iris.Core.Routing;
using Iris.Core.Wire;
using Endpoint = Iris.Core.Catalogue.Endpoint;

namespace Iris.Hosting;

/// <summary>The catalogue's routes: <c>/models</c>, <c>/models/{id}</c>, <c>/models/{author}/{slug}/endpoints</c>, <c>/model/{author}/{slug}</c>.</summary>
internal sealed class ModelsEndpoint(Authenticator authenticator, LiveDirectory live, EndpointStates states, IDialect dialect)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>GET /models</c></summary>
    public Task ListAsync(HttpContext context) => AnswerAsync(context, json =>
    {
        var directory = live.Current;
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (var model in directory.Models)
        {
            ModelJson.Write(model, directory.Find(model.Id.Value), json);
        }

        json.WriteEndArray();
        json.WriteNumber("total_count", directory.Models.Count);
        json.WriteStartObject("links");
        json.WriteNull("next");
        json.WriteEndObject();
        json.WriteEndObject();
        return null;
    });

    /// <summary><c>GET /models/{id}</c>: the model alone, as OpenAI's SDK reads it.</summary>
    public Task RetrieveAsync(HttpContext context) => AnswerAsync(context, json => WithModel(Name(context), (model, endpoints) => ModelJson.Write(model, endpoints, json)));

    /// <summary><c>GET /model/{author}/{slug}</c>: the model under <c>data</c>, as OpenRouter's SDK reads it.</summary>
    public Task ShowAsync(HttpContext context) => AnswerAsync(context, json => WithModel(Name(context), (model, endpoints) =>
    {
        json.WriteStartObject();
        json.WritePropertyName("data");
        ModelJson.Write(model, endpoints, json);
        json.WriteEndObject();
    }));

    /// <summary><c>GET /models/{author}/{slug}/endpoints</c></summary>
    public Task EndpointsAsync(HttpContext context) => AnswerAsync(context, json => WithModel(Name(context), (model, endpoints) =>
    {
        json.WriteStartObject();
        json.WritePropertyName("data");
        ModelJson.WriteWithEndpoints(model, endpoints, endpoint => states.Of(endpoint.Id).IsAvailable, json);
        json.WriteEndObject();
    }));

    private static string Name(HttpContext context)
    {
        var values = context.Request.RouteValues;
        var name = values["id"] as string ?? $"{values["author"]}/{values["slug"]}";
        return Uri.UnescapeDataString(name);
    }

    private GatewayError? WithModel(string name, Action<CatalogueModel, IReadOnlyList<Endpoint>> write)
    {
        var endpoints = live.Current.Find(name);
        if (endpoints.Count == 0)
        {
            return new GatewayError(ErrorReason.ModelNotFound, "No endpoint serves a model of that name. GET /v1/models lists the models at hand.");
        }

        write(endpoints[0].Model, endpoints);
        return null;
    }

    private async Task AnswerAsync(HttpContext context, Func<Utf8JsonWriter, GatewayError?> write)
    {
        using var output = new PooledWriter();
        var error = authenticator.Authenticate(PresentedKeyReader.Read(context.Request.Headers)).Error;
        if (error is null)
        {
            using var json = new Utf8JsonWriter(output, Options);
            error = write(json);
        }

        if (error is not null)
        {
            await HttpErrorAnswer.SendAsync(context, error, dialect);
            return;
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = output.Length;
        await context.Response.Body.WriteAsync(output.WrittenMemory, context.RequestAborted);
    }
}
